import { z } from "zod";
import { findAccount } from "@/lib/accounts/views";
import { rolesWith } from "@/lib/auth/who-may";
import { type Ctx, command, type Outcome, readsWithin } from "@/lib/command";
import { digestOf } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty } from "@/lib/core/non-empty";
import { addMs } from "@/lib/core/time";
import type { Db, Tx } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { queueMessage } from "@/lib/notifications/queue";
import type { PersonView } from "@/lib/people/model";
import { listPeople } from "@/lib/people/views";
import {
	describeReminder,
	dueReminder,
	REMIND_AT_MS,
	type Reminder,
} from "./remind";
import { viewApproval } from "./status";
import { readApprovalStatuses } from "./store";
import {
	listAccountsAwaiting,
	listAwaiting,
	listSentReminders,
	lockReminders,
} from "./store-remind";

const spanAt = (now: Date) => ({
	from: now,
	to: addMs(now, Math.max(...REMIND_AT_MS)),
});

/** The reminders that are due of an account's posts now, oldest slot first. */
async function remindersDue(
	db: Db | Tx,
	accountId: string,
	now: Date,
): Promise<Reminder[]> {
	const posts = await listAwaiting(db, accountId, spanAt(now));
	const standingOf = await readApprovalStatuses(db, accountId, posts);
	const sentOf = await listSentReminders(
		db,
		posts.map(({ id }) => id),
	);
	return posts.flatMap((post) => {
		const { id: postId, title, state, slotAt, heldWhy } = post;
		const standing = standingOf(postId);
		const reminder = dueReminder(
			{
				...{ postId, title, state, slotAt, heldWhy },
				approval: viewApproval(post, standing, now),
				editors: standing.duty.editors,
				sent: sentOf(postId),
			},
			now,
		);
		return reminder ?? [];
	});
}

const APPROVING = rolesWith("post:decide");

const mayApprove = (
	{ disabledAt, roles }: PersonView,
	accountId: string,
): boolean =>
	disabledAt === null &&
	roles.some(
		(held) =>
			APPROVING.includes(held.role) &&
			(held.accountId === null || held.accountId === accountId),
	);

/** Tells the team's channel, in one message, which posts of an account still need an approval before their slot. Throws `conflict` when nothing is due. */
export const remindApprovals = command({
	permission: "post:publish",
	input: z.object({ accountId: z.uuid() }),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (
		context,
		{ accountId },
	): Promise<Outcome<{ reminded: string[] }>> => {
		const { tx, now } = context;
		await lockReminders(tx, accountId);
		const reads = readsWithin(context);
		const account = await findAccount(reads, accountId);
		if (!account) throw new AppError("not_found", "there is no such account");
		const reminders = await remindersDue(tx, accountId, now);
		const audit = reminders.map(({ postId, key, why }) => ({
			action: "post.remind" as const,
			subject: { type: "post", id: postId },
			accountId,
			facts: { key, why },
		}));
		if (account.state === "paused" || !isNonEmpty(audit))
			throw new AppError("conflict", "nobody has to be reminded now");
		const people = await listPeople(reads);
		await queueMessage(tx, {
			dedupeKey: `post.remind:${digestOf(audit.map(({ subject, facts }) => [subject.id, facts.key]))}`,
			kind: "post.remind",
			text: describeReminder({
				account,
				reminders,
				approvers: people.filter((person) => mayApprove(person, accountId)),
				duties: await readSeparationOfDuties(tx),
			}),
			now,
			outdatedAt: reminders.at(-1)?.slotAt,
		});
		return { value: { reminded: reminders.map((r) => r.postId) }, audit };
	},
});

/** Reminds of every account's posts, each account in a transaction of its own. */
export async function remindOfApprovals(ctx: Ctx): Promise<{ did: number }> {
	const now = await appNow(ctx.db);
	let did = 0;
	for (const accountId of await listAccountsAwaiting(ctx.db, spanAt(now))) {
		const due = await remindersDue(ctx.db, accountId, now);
		if (due.length === 0) continue;
		const { reminded } = await remindApprovals(ctx, { accountId });
		did += reminded.length;
	}
	return { did };
}
