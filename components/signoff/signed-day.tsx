import { Banner } from "@/components/ui/banner";
import { buttonClasses } from "@/components/ui/button-classes";
import { ButtonLink } from "@/components/ui/button-link";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Missing } from "@/components/ui/states/missing";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { formatDay } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import type { Frozen, SignedDay } from "@/lib/signoff/model";
import { PrintButton } from "./print-button";

type Item = Frozen["items"][number];

const columnsIn = (zone: string): readonly Column<Item>[] => [
	{
		id: "item",
		header: "Item",
		rowHeader: true,
		className: "min-w-32",
		cell: ({ title }) => title,
		csv: ({ title }) => title,
	},
	{
		id: "verdict",
		header: "Verdict",
		cell: ({ verdict }) => verdict,
		csv: ({ verdict }) => verdict,
	},
	{
		id: "sentence",
		header: "Evidence",
		className: "min-w-48 break-words",
		cell: ({ sentence }) => sentence,
		csv: ({ sentence }) => sentence,
	},
	{
		id: "confirmed",
		header: "Confirmed",
		className: "min-w-40",
		cell: ({ confirmation }) =>
			confirmation ? (
				<>
					{confirmation.by},{" "}
					<Time
						iso={confirmation.at}
						zone={zone}
						style="time"
						showZone={false}
					/>
					{confirmation.note && `: “${confirmation.note}”`}
				</>
			) : (
				<Missing why="nobody" />
			),
		csv: ({ confirmation }) => confirmation?.by ?? null,
	},
];

function Incidents({ frozen }: { frozen: Frozen }) {
	if (frozen.incidents.length === 0)
		return <p className="text-ink-muted">None was open.</p>;
	return (
		<ul className="list-disc space-y-1 ps-5">
			{frozen.incidents.map(({ number, severity, title, owner, etaAt }) => (
				<li key={number} className="break-words">
					SEV{severity} #{number} {title}, {owner?.name ?? "no owner"}, ETA{" "}
					{etaAt ? <Time iso={etaAt} zone={frozen.zone} /> : "none"}
				</li>
			))}
		</ul>
	);
}

function FrozenFacts({ frozen, name }: { frozen: Frozen; name: string }) {
	return (
		<>
			<Section title="Checklist">
				<DataTable
					caption={`The checklist as it was frozen, times in ${frozen.zone}`}
					columns={columnsIn(frozen.zone)}
					rows={frozen.items}
					rowKey={({ item }) => item}
					exportName={name}
					empty={null}
				/>
			</Section>
			<Section title="Open incidents handed over">
				<Incidents frozen={frozen} />
			</Section>
		</>
	);
}

function Signature({ day, zone }: { day: SignedDay; zone: string }) {
	return (
		<Section title="Signature">
			<DescriptionList
				items={[
					{ term: "Signed by", value: day.signedBy },
					{ term: "Signed", value: <Time iso={day.signedAt} zone={zone} /> },
					{ term: "Meaning", value: `“${day.meaning}”` },
					{
						term: "Second pair of eyes",
						value: day.frozen?.singlePerson
							? "no: the signer confirmed every item alone"
							: "yes: somebody else confirmed items too",
					},
					{
						term: "SHA-256",
						value: (
							<code className="select-all break-all font-mono text-sm">
								{day.sha256}
							</code>
						),
					},
					{
						term: "Audit log then",
						value: day.frozen ? (
							<code className="break-all font-mono text-sm">
								event {day.frozen.audit.seq}, {day.frozen.audit.hash}
							</code>
						) : (
							<Missing why="the snapshot is of an unknown form" />
						),
					},
				]}
			/>
		</Section>
	);
}

/** A signed day as it was frozen: for reading, for printing, for checking its hash. */
export function SignedDayPage({ day, zone }: { day: SignedDay; zone: string }) {
	const name = `signoff-${day.handle}-${day.day}`;
	return (
		<>
			<PageHeader
				title={`Signed day: ${formatDay(day.day)}`}
				description={`@${day.handle}, frozen as it was signed`}
				actions={
					<>
						<ButtonLink href={`/signoff?account=${day.accountId}`}>
							Today's sign-off
						</ButtonLink>
						<a
							className={buttonClasses({})}
							download={`${name}.json`}
							href={`data:application/json;charset=utf-8,${encodeURIComponent(day.canonical)}`}
						>
							Download the snapshot
						</a>
						<PrintButton />
					</>
				}
			/>
			{day.intact ? (
				<Banner tone="ok" title="The snapshot is as it was signed">
					Its SHA-256 was computed again just now. Who doubts it downloads the
					snapshot and runs sha256sum on the file.
				</Banner>
			) : (
				<Banner tone="bad" title="The snapshot is not what was signed">
					Its SHA-256 differs from the one that was signed. Verify the audit log
					and tell compliance.
				</Banner>
			)}
			<Signature day={day} zone={zone} />
			{day.frozen && <FrozenFacts frozen={day.frozen} name={name} />}
			<Section title="Summary that the team got">
				<pre className="whitespace-pre-wrap break-words rounded-lg border bg-surface p-4 font-sans print:border-none print:p-0">
					{day.summary}
				</pre>
			</Section>
		</>
	);
}
