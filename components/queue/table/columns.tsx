import Link from "next/link";
import { Sentence } from "@/components/governance/sentence";
import type { QueueActs } from "@/components/queue/acts";
import { approvalLook, POST_LOOK } from "@/components/queue/appearance";
import { describeModeration } from "@/components/queue/describe-bulk";
import { StatusChip } from "@/components/ui/status-chip";
import { StoredImage } from "@/components/ui/stored-image";
import type { Column } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import { hasEnded } from "@/lib/publishing/post/model";
import type { QueueRow } from "@/lib/publishing/queue/model";
import { type Picked, PickPost } from "./pick-post";
import { RowActions } from "./row-actions";

type Around = {
	zone: string;
	hrefOf: (postId: string) => string;
	picked: Picked;
	acts: QueueActs;
	/** What the reader's role lets them do with posts. */
	may: { pick: boolean; decide: boolean };
};

/** Why a post stands where it stands, in one line. */
const whyOf = (row: QueueRow): string | null =>
	describeModeration(row) ?? row.heldWhy[0] ?? row.waitsFor ?? row.fault;

function Thumbnail({ row }: { row: QueueRow }) {
	if (!row.imageSha256) return null;
	return (
		<StoredImage
			sha256={row.imageSha256}
			alt=""
			className="absolute start-0 top-0 max-w-8 rounded-sm max-sm:hidden"
		/>
	);
}

const pickColumn = ({ picked }: Around): Column<QueueRow> => ({
	id: "pick",
	header: "Select",
	className: "w-8",
	cell: (row) => <PickPost row={row} picked={picked} />,
});

const slotColumn = ({ zone }: Around): Column<QueueRow> => ({
	id: "slot",
	header: "Slot",
	cell: ({ slotAt }) => (
		<span className="whitespace-nowrap">
			<Time iso={slotAt} zone={zone} style="weekday" showZone={false} />{" "}
			<span className="font-medium">
				<Time iso={slotAt} zone={zone} style="time" showZone={false} />
			</span>
		</span>
	),
	csv: ({ slotAt }) => slotAt,
});

const titleColumn = ({ hrefOf }: Around): Column<QueueRow> => ({
	id: "title",
	header: "Post",
	rowHeader: true,
	className: "min-w-52",
	cell: (row) => (
		<div className="relative sm:min-h-10 sm:ps-10">
			<Thumbnail row={row} />
			<Link
				href={hrefOf(row.id)}
				scroll={false}
				className="prose-link break-words"
			>
				{row.title}
			</Link>
			<p className="break-words text-ink-muted text-xs">{row.topic}</p>
		</div>
	),
	csv: ({ title }) => title,
});

const stateColumn = ({ zone }: Around): Column<QueueRow> => ({
	id: "state",
	header: "State",
	cell: (row) => {
		const { tone, word } = POST_LOOK[row.state];
		const why = whyOf(row);
		return (
			<div className="max-w-60">
				<StatusChip tone={tone}>{word}</StatusChip>
				{row.quarantine && row.state !== "quarantined" && (
					<StatusChip tone="bad">picture quarantined</StatusChip>
				)}
				{why && (
					<p className="line-clamp-2 break-words text-ink-muted text-xs">
						<Sentence text={why} zone={zone} />
					</p>
				)}
			</div>
		);
	},
	csv: ({ state }) => state,
});

const approvalColumn: Column<QueueRow> = {
	id: "approval",
	header: "Approval",
	cell: ({ approval, state }) => {
		const { tone, word } = approvalLook(approval);
		if (hasEnded(state) && approval.kind === "none")
			return <span className="text-ink-muted">none</span>;
		return (
			<>
				<StatusChip tone={tone}>{word}</StatusChip>
				{approval.byName && approval.by === "human" && (
					<p className="text-ink-muted text-xs">by {approval.byName}</p>
				)}
			</>
		);
	},
	csv: ({ approval }) => approvalLook(approval).word,
};

const actsColumn = ({ acts }: Around): Column<QueueRow> => ({
	id: "acts",
	header: "Decide",
	cell: (row) => <RowActions row={row} acts={acts} />,
});

/** The columns of the queue's table. */
export const postColumns = (around: Around): readonly Column<QueueRow>[] => [
	...(around.may.pick ? [pickColumn(around)] : []),
	slotColumn(around),
	titleColumn(around),
	stateColumn(around),
	approvalColumn,
	{
		id: "template",
		header: "Template",
		className: "whitespace-nowrap",
		cell: ({ templateVersion }) => templateVersion,
		csv: ({ templateVersion }) => templateVersion,
	},
	...(around.may.decide ? [actsColumn(around)] : []),
];
