import { Missing } from "@/components/ui/states/missing";
import { StatusChip } from "@/components/ui/status-chip";
import type { Column } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import type { SourceHealth, SourceView } from "@/lib/pipeline/sources/views";
import { SourceSwitch, type UpdateSourceAct } from "./source-switch";

const LOOK: Record<SourceHealth, { tone: Tone; word: string }> = {
	healthy: { tone: "ok", word: "healthy" },
	stale: { tone: "warn", word: "silent for a day" },
	failing: { tone: "bad", word: "failing" },
	never_read: { tone: "neutral", word: "not read yet" },
	off: { tone: "neutral", word: "switched off" },
};

const timeOr = (iso: string | null, zone: string, why: string) =>
	iso ? <Time iso={iso} zone={zone} style="relative" /> : <Missing why={why} />;

type Around = {
	zone: string;
	handles: ReadonlyMap<string, string>;
	/** Null for those who may not switch sources. */
	update: UpdateSourceAct | null;
};

/** The columns of the trend sources. */
export const sourceColumns = ({
	zone,
	handles,
	update,
}: Around): Column<SourceView>[] => [
	{
		id: "name",
		header: "Source",
		rowHeader: true,
		className: "min-w-48",
		cell: ({ name, location, accountId }) => (
			<>
				<p className="font-medium">{name}</p>
				<p className="max-w-96 break-all text-ink-muted text-xs">{location}</p>
				<p className="text-ink-muted text-xs">
					for {accountId ? `@${handles.get(accountId) ?? ""}` : "every account"}
				</p>
			</>
		),
		csv: ({ name }) => name,
	},
	{
		id: "health",
		header: "Health",
		cell: ({ health, fault }) => (
			<div className="max-w-72">
				<StatusChip tone={LOOK[health].tone}>{LOOK[health].word}</StatusChip>
				{fault && <p className="break-words text-ink-muted text-xs">{fault}</p>}
			</div>
		),
		csv: ({ health }) => health,
	},
	{
		id: "signals",
		header: "Items in 7 days",
		align: "end",
		cell: ({ signals }) => signals,
		csv: ({ signals }) => signals,
	},
	{
		id: "succeeded",
		header: "Last delivered",
		cell: ({ succeededAt }) => timeOr(succeededAt, zone, "never"),
		csv: ({ succeededAt }) => succeededAt,
	},
	{
		id: "checked",
		header: "Last read",
		cell: ({ checkedAt }) => timeOr(checkedAt, zone, "never"),
		csv: ({ checkedAt }) => checkedAt,
	},
	...(update
		? [
				{
					id: "switch",
					header: "Change",
					cell: (source: SourceView) => (
						<SourceSwitch source={source} update={update} />
					),
				},
			]
		: []),
];
