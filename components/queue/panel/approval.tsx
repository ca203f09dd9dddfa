import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { PostPanel } from "@/lib/publishing/queue/views-panel";
import { PictureDiff } from "./picture-diff";
import { TextDiff } from "./text-diff";

type Decision = PostPanel["approvals"][number];

const FIELD: Record<string, string> = {
	caption: "Caption",
	alt_text: "Alternative text",
	image_sha256: "Picture",
	is_ai_generated: "AI label",
	media_type: "Format",
	target: "Instagram account",
	slot: "Slot",
	rules: "Moderation rules",
};

const TEXTS = ["caption", "alt_text"];

function Difference(props: {
	difference: Decision["differences"][number];
	zone: string;
}) {
	const { field, approved, now } = props.difference;
	const name = FIELD[field] ?? field;
	if (TEXTS.includes(field))
		return (
			<div>
				<p className="font-medium text-sm">{name}</p>
				<TextDiff before={approved} after={now} />
			</div>
		);
	if (field === "slot")
		return (
			<p>
				<span className="font-medium text-sm">{name}: </span>
				<Time iso={approved} zone={props.zone} showZone={false} /> →{" "}
				<Time iso={now} zone={props.zone} />
			</p>
		);
	if (field === "image_sha256")
		return <PictureDiff name={name} before={approved} after={now} />;
	return (
		<p className="break-words">
			<span className="font-medium text-sm">{name}: </span>
			{approved || "nothing"} → {now}
		</p>
	);
}

function Decided({ decision, zone }: { decision: Decision; zone: string }) {
	const { verdict, kind, byName, decidedAt, digest, reason } = decision;
	const approved = verdict === "approved";
	return (
		<li className="space-y-1">
			<p className="flex flex-wrap items-center gap-x-2">
				<StatusChip tone={approved ? "ok" : "bad"}>{verdict}</StatusChip>
				{kind === "policy" ? byName : `by ${byName}`}
				<span className="text-ink-muted text-sm">
					<Time iso={decidedAt} zone={zone} showZone={false} />
				</span>
			</p>
			{reason && <p className="break-words">“{reason}”</p>}
			<p className="text-ink-muted text-xs">
				digest <code className="break-all font-mono">{digest}</code>
			</p>
			{approved && decision.differences.length > 0 && (
				<div className="space-y-2 rounded-md bg-warn-soft p-3 text-ink">
					<p className="font-medium">What changed since:</p>
					{decision.differences.map((difference) => (
						<Difference
							key={difference.field}
							difference={difference}
							zone={zone}
						/>
					))}
				</div>
			)}
		</li>
	);
}

/** Who decided about which content, and what is different now (R5). */
export function PostApproval({ post }: { post: PostPanel }) {
	const { approval, approvals, digest, timeZone } = post;
	return (
		<div className="space-y-3">
			<p className="text-ink-muted text-xs">
				The post as it stands has the digest{" "}
				<code className="break-all font-mono text-ink">{digest}</code>
			</p>
			{approval.sentence && (
				<p>
					{approval.beforeHold ? "Not approved anew" : "Not approved"}:{" "}
					{approval.sentence}.
				</p>
			)}
			{approval.sentence === null && approval.validUntil && (
				<p>
					Approved as it stands, valid until{" "}
					<Time iso={approval.validUntil} zone={timeZone} />.
				</p>
			)}
			<ol className="space-y-3">
				{approvals.toReversed().map((decision) => (
					<Decided
						key={decision.decidedAt}
						decision={decision}
						zone={timeZone}
					/>
				))}
			</ol>
		</div>
	);
}
