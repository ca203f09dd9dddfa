import { slotsBetween } from "@/lib/accounts/slots";
import { findAccount } from "@/lib/accounts/views";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { SLOT_STATES } from "@/lib/publishing/post/model";
import { countsNow } from "./model";
import { listQueue } from "./views";

export type Coverage = {
	/** Slots of the account's plan in the span. */
	planned: number;
	/** Those with a post that will go out or did. */
	filled: number;
	/** Those whose post is approved as it stands, or out already. */
	approved: number;
	empty: string[];
};

const FILLING: readonly string[] = [...SLOT_STATES, "published", "simulated"];

/** How well the plan of `[from, to)` is covered. A post counts for its own slot only; one that moved leaves its slot empty. */
export async function queueCoverage(
	ctx: Ctx,
	accountId: string,
	span: { from: Date; to: Date },
): Promise<Coverage> {
	demandRead(ctx, { account: accountId });
	const account = await findAccount(ctx, accountId);
	if (!account) throw new AppError("not_found", "there is no such account");
	const { from, to } = span;
	const slots = slotsBetween(account.slots, account.timeZone, from, to);
	const posts = await listQueue(ctx, { accountId, from, to });
	const bySlot = new Map(
		posts
			.filter((post) => FILLING.includes(post.state))
			.map((post) => [post.slotAt, post]),
	);
	const found = slots.map((slot) => bySlot.get(slot.toISOString()));
	return {
		planned: slots.length,
		filled: found.filter((post) => post !== undefined).length,
		approved: found.filter(
			(post) =>
				post?.state === "published" ||
				(post !== undefined && countsNow(post.approval)),
		).length,
		empty: slots
			.filter((slot) => !bySlot.has(slot.toISOString()))
			.map((slot) => slot.toISOString()),
	};
}
