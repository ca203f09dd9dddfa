import type { QueueRow } from "@/lib/publishing/queue/model";
import type { Refusal } from "./acts";

export const countPosts = (n: number): string =>
	`${n} post${n === 1 ? "" : "s"}`;

type Held = Pick<QueueRow, "moderationHold">;

/** What the button is called that approves a post. */
export const approveLabel = ({ moderationHold }: Held): string =>
	moderationHold ? "Approve despite moderation" : "Approve";

/** What moderation said, where its hold stands. */
export const describeModeration = ({ moderationHold }: Held): string | null =>
	moderationHold && `moderation held it: ${moderationHold}`;

/** What a bulk approval does, and how many holds of moderation it overrules. */
export function describeApproval(rows: readonly Held[]): string {
	const held = rows.filter(({ moderationHold }) => moderationHold).length;
	const overruled = held
		? ` ${held} of ${rows.length} ${held === 1 ? "is" : "are"} held by moderation: this overrules it.`
		: "";
	return `Each is approved exactly as it stands; one that changes meanwhile is left out.${overruled}`;
}

/** What a bulk act did, and of what it left the first reason. */
export const tellBulk = (done: string, refused: readonly Refusal[]) => ({
	text:
		refused.length === 0
			? done
			: `${done}; ${refused.length} not: ${refused[0]?.why}`,
	refused: refused.length > 0,
});
