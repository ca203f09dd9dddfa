import { HOUR, localDay, localTime, MINUTE } from "@/lib/core/time";
import { answeredByApproval } from "@/lib/publishing/post/held-reasons";
import type { HeldWhy, PostState } from "@/lib/publishing/post/model";
import type { ApprovalView } from "./model";

/** So long before its slot somebody is reminded of a post that nobody approved: with time to look, and once more. */
export const REMIND_AT_MS = [2 * HOUR, 30 * MINUTE] as const;

export type Awaiting = {
	postId: string;
	title: string;
	state: PostState;
	slotAt: Date;
	heldWhy: readonly HeldWhy[];
	approval: ApprovalView;
	editors: readonly string[];
	/** Keys of the reminders that were sent already. */
	sent: readonly string[];
};

export type Reminder = {
	postId: string;
	title: string;
	slotAt: Date;
	/** What an approval lacks. */
	why: string;
	editors: readonly string[];
	/** Of one post at one of the two times, until a decision about it counts no more or its slot moves. */
	key: string;
};

/** Could an approval let it out at its slot? What a person or a halt holds waits for them. */
const isAwaiting = ({ state, heldWhy }: Awaiting): boolean =>
	state === "queued" || (state === "held" && answeredByApproval(heldWhy));

/** The reminder that is due for a post now, or null. */
export function dueReminder(post: Awaiting, now: Date): Reminder | null {
	const { postId, title, slotAt, approval, editors } = post;
	const why = approval.sentence;
	if (why === null || !isAwaiting(post)) return null;
	const leftMs = slotAt.getTime() - now.getTime();
	const leadMs = REMIND_AT_MS.findLast((each) => leftMs <= each);
	if (leftMs <= 0 || leadMs === undefined) return null;
	const key = [
		leadMs / MINUTE,
		slotAt.toISOString(),
		approval.decidedAt ?? "undecided",
	].join(" ");
	if (post.sent.includes(key)) return null;
	return { postId, title, slotAt, why, editors, key };
}

type Approver = { id: string; name: string };

const namesOf = (people: readonly Approver[]): string =>
	people.map(({ name }) => name).join(", ");

/** What the team's channel reads: which posts, until when, what each lacks, and who may approve. */
export function describeReminder(about: {
	account: { id: string; handle: string; timeZone: string };
	reminders: readonly Reminder[];
	approvers: readonly Approver[];
	duties: "enforced" | "off";
}): string {
	const { account, reminders, approvers, duties } = about;
	const { timeZone } = account;
	const lines = reminders.map(({ title, slotAt, why, editors }) => {
		const barred = approvers.filter(
			({ id }) => duties === "enforced" && editors.includes(id),
		);
		const but =
			barred.length > 0 ? ` (not by ${namesOf(barred)}, who edited it)` : "";
		return `${localDay(slotAt, timeZone)} ${localTime(slotAt, timeZone)} “${title}”: ${why}${but}`;
	});
	const what = reminders.length === 1 ? "a post" : `${reminders.length} posts`;
	return [
		`@${account.handle}: ${what} will not go out without an approval (times in ${timeZone})`,
		...lines,
		approvers.length > 0
			? `Who may approve: ${namesOf(approvers)}`
			: "Nobody may approve here: an administrator grants the role",
		`/queue?account=${account.id}&state=approval`,
	].join("\n");
}
