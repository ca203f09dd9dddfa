import Link from "next/link";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import {
	type Description,
	DescriptionList,
} from "@/components/ui/description-list";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { CheckpointsView } from "@/lib/audit/checkpoints/views";
import { describeCheckpoints } from "./checkpoint-state";
import { OfflineProof } from "./offline-proof";

type CheckpointsProps = {
	view: CheckpointsView;
	zone: string;
	/** The address that opens an event, up to its number. */
	rowHref: string;
};

const Code = ({ children }: { children: string }) => (
	<code className="select-all break-all font-mono text-xs">{children}</code>
);

function factsOf({ view, zone, rowHref }: CheckpointsProps): Description[] {
	const { newest, count, dir, key } = view;
	const last: Description[] =
		newest === null
			? []
			: [
					{
						term: "Last one",
						value: (
							<>
								<Time iso={newest.at} zone={zone} />, of event{" "}
								<Link
									prefetch={false}
									className="prose-link"
									href={`${rowHref}${newest.seq}`}
								>
									{newest.seq}
								</Link>
							</>
						),
					},
				];
	return [
		...last,
		{ term: "How many", value: count },
		{ term: "Where", value: <Code>{dir}</Code> },
		...(key ? [{ term: "Signed by", value: <Code>{key.id}</Code> }] : []),
	];
}

/** What is kept outside the database, so that not even its superuser can change the log unseen. */
export function Checkpoints(props: CheckpointsProps) {
	const { view } = props;
	const { tone, word, trouble } = describeCheckpoints(view);
	return (
		<Card
			level={2}
			title="Checkpoints"
			description="Signed every hour and kept outside the database: they show what even its superuser changed."
			actions={<StatusChip tone={tone}>{word}</StatusChip>}
		>
			{trouble && (
				<Banner tone={tone} title="Checkpoints need a look">
					{trouble}
				</Banner>
			)}
			<DescriptionList items={factsOf(props)} />
			{view.key && <OfflineProof publicKey={view.key.publicKey} />}
		</Card>
	);
}
