import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command, type Outcome } from "@/lib/command";
import {
	endHalt,
	LiftHalt as Lift,
	permissionToLift,
	scopeOfHalt,
} from "@/lib/governance/stops/commands";
import { queueMessage } from "@/lib/notifications/queue";
import { missedSlot } from "@/lib/publishing/post/held-reasons";
import { movePost, NO_JSON } from "@/lib/publishing/post/store";
import { readLiftFacts } from "./facts";
import {
	countPosts,
	DEFAULT_SPACING_MINUTES,
	type Lifted,
	MAX_SPACING_MINUTES,
	MISSED,
} from "./model";
import { planRelease, type ReleasePlan } from "./release-plan";
import { type HaltHeld, lockHaltHeld } from "./store";

const LiftHalt = Lift.extend({
	missed: z.enum(MISSED).default("shift"),
	spacingMinutes: z
		.number()
		.int()
		.min(1)
		.max(MAX_SPACING_MINUTES)
		.default(DEFAULT_SPACING_MINUTES),
});

/**
 * Lifts a halt and, in the same transaction, does with the posts that it alone held what the lifter chose.
 * `shift` is the default: the slots stay as they are approved, only the sending is spread out.
 */
export const liftHalt = command({
	permission: permissionToLift,
	input: LiftHalt,
	scope: scopeOfHalt,
	run: async (context, input): Promise<Outcome<Lifted>> => {
		const { tx, now } = context;
		const { haltId, reason } = input;
		// First the halt: whoever is just holding a post for it is waited for, and that post is then seen.
		const lift = await endHalt.inTx(context, { haltId, reason });
		const { liftedAt, accountId } = lift.value;
		await lockHaltHeld(tx, accountId);
		const halt = { id: haltId, accountId };
		const { posts, planned, stillHalted } = await readLiftFacts(tx, halt, now);
		const plan = planRelease(posts, { ...input, planned }, now);
		const audit = await carryOut(context, plan, input);
		const waiting = plan.waiting.map(({ post, why }) => ({
			...named(post),
			why: missedSlot(why).sentence,
		}));
		if (waiting.length > 0) await notifyTeam(context, haltId, waiting);
		const released = plan.released.map(({ post, at }) => ({
			...named(post),
			at: at.toISOString(),
		}));
		const skipped = plan.skipped.map(named);
		return {
			value: { liftedAt, released, skipped, waiting, stillHalted },
			audit: [...lift.audit, ...audit],
		};
	},
});

const named = ({ id, title, account }: HaltHeld) => ({
	postId: id,
	account: account.handle,
	title,
});

type Choice = z.output<typeof LiftHalt>;

async function carryOut(
	context: CommandContext,
	plan: ReleasePlan<HaltHeld>,
	choice: Choice,
): Promise<AuditEvent[]> {
	const { tx, now } = context;
	const { haltId, missed, spacingMinutes } = choice;
	const facts = { haltId, missed, spacingMinutes };
	const audit: AuditEvent[] = [];
	const note = (
		action: AuditEvent["action"],
		post: HaltHeld,
		rest: Pick<AuditEvent, "reason" | "after">,
	) =>
		audit.push({
			action,
			subject: { type: "post", id: post.id },
			accountId: post.accountId,
			before: { state: post.state, heldWhy: post.heldWhy },
			facts,
			...rest,
		});
	for (const { post, at } of plan.released) {
		const change = { heldWhy: NO_JSON, nextAttemptAt: at };
		await movePost(tx, post, { to: "queued", ...change });
		const after = { state: "queued", nextAttemptAt: at };
		note("post.release", post, { after });
	}
	for (const post of plan.skipped) {
		const fault = `skipped: its slot passed while publishing was halted (${choice.reason})`;
		await movePost(tx, post, { to: "expired", fault, finishedAt: now });
		note("post.expire", post, { reason: fault, after: { state: "expired" } });
	}
	for (const { post, why } of plan.waiting) {
		const heldWhy = [missedSlot(why)];
		await movePost(tx, post, { to: "held", heldWhy });
		note("post.hold", post, { after: { heldWhy } });
	}
	return audit;
}

const NAMED_AT_MOST = 10;

/** One message for all of them; a lift is told once. */
async function notifyTeam(
	{ tx, now }: CommandContext,
	haltId: string,
	waiting: Lifted["waiting"],
): Promise<void> {
	const titles = waiting
		.slice(0, NAMED_AT_MOST)
		.map(({ account, title }) => `@${account} "${title}"`);
	const more = waiting.length - titles.length;
	const list = titles.join(", ") + (more > 0 ? ` and ${more} more` : "");
	await queueMessage(tx, {
		dedupeKey: `halt.lift:${haltId}`,
		kind: "halt.lift",
		text: `A halt is lifted. Still held, for a person to release or to give another slot (${countPosts(waiting.length)}): ${list}.`,
		now,
	});
}
