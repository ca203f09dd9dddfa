import { can } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { assertNever } from "@/lib/core/assert-never";
import { AppError } from "@/lib/core/errors";
import { addMs } from "@/lib/core/time";
import { transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { readEnv } from "@/lib/env";
import { type Channel, currentChannel, whyWaiting } from "./channel";
import { disableChannel, giveUpMessage, recordDelivered } from "./commands";
import { withAddress } from "./links";
import { postToTeam } from "./post";
import {
	CHANNEL_PACE_MS,
	DELIVERY_LEASE_MS,
	type DeliveryDecision,
	decideDelivery,
} from "./retry";
import { lockChannel, saveChannel } from "./store";
import {
	type Claim,
	claimMessage,
	postponePending,
	settleMessage,
} from "./store-delivery";

type Claimed =
	| { kind: "idle" }
	| { kind: "waiting"; why: string }
	| { kind: "claimed"; channel: Channel; claim: Claim };

export type DeliveryResult = {
	/** How many messages were sent; 0 or 1, so that the channel's pace holds. */
	did: number;
	/** Why nothing flows, when something should. */
	waitsBecause: string | null;
};

/**
 * Sends the most urgent due message of the outbox, if the channel's pace allows one now. At least
 * once: only a worker that dies between the answer and its record makes a message go out twice.
 */
export async function deliverOutbox(ctx: Ctx): Promise<DeliveryResult> {
	if (!can(ctx.actor, "telemetry:write"))
		throw new AppError("forbidden", `${ctx.actor.name} may not send messages`);
	const claimed = await claimNext(ctx);
	if (claimed.kind === "idle") return { did: 0, waitsBecause: null };
	if (claimed.kind === "waiting") return { did: 0, waitsBecause: claimed.why };
	const { channel, claim } = claimed;
	const outcome = await postToTeam(
		channel.url,
		withAddress(claim.text, readEnv().NEXTAUTH_URL),
	);
	const decision = decideDelivery(
		outcome,
		{ ...claim, proven: channel.state === "working" },
		await appNow(ctx.db),
	);
	await settle(ctx, claimed, decision);
	const waitsBecause = decision.kind === "delivered" ? null : decision.why;
	return { did: decision.kind === "delivered" ? 1 : 0, waitsBecause };
}

const claimNext = (ctx: Ctx): Promise<Claimed> =>
	transaction(ctx.db, async (tx) => {
		await lockChannel(tx);
		const now = await appNow(tx);
		const channel = await currentChannel(tx);
		const why = whyWaiting(channel);
		if (channel === null || why !== null)
			return { kind: "waiting", why: why ?? "no team channel is set" };
		const { checkedAt } = channel;
		if (checkedAt && addMs(checkedAt, CHANNEL_PACE_MS) > now)
			return { kind: "idle" };
		const leaseUntil = addMs(now, DELIVERY_LEASE_MS);
		const claim = await claimMessage(tx, { now, leaseUntil });
		if (!claim) return { kind: "idle" };
		await saveChannel(tx, { channelCheckedAt: now });
		return { kind: "claimed", channel, claim };
	});

async function settle(
	ctx: Ctx,
	{ channel, claim }: { channel: Channel; claim: Claim },
	decision: DeliveryDecision,
): Promise<void> {
	const { id, tries, kind } = claim;
	const settled = { url: channel.url, message: { id, tries, kind } };
	switch (decision.kind) {
		case "delivered":
			await recordDelivered(ctx, settled);
			return;
		case "disable":
			await disableChannel(ctx, { ...settled, why: decision.why });
			return;
		case "give_up":
			await giveUpMessage(ctx, { ...settled, why: decision.why });
			return;
		case "later":
		case "pause":
			await postpone(ctx, claim, decision);
			return;
		default:
			assertNever(decision);
	}
}

const postpone = (
	ctx: Ctx,
	claim: Claim,
	{ kind, dueAt, why }: { kind: "later" | "pause"; dueAt: Date; why: string },
): Promise<void> =>
	transaction(ctx.db, async (tx) => {
		await settleMessage(tx, claim, { state: "pending", dueAt, lastError: why });
		if (kind === "pause") await postponePending(tx, dueAt);
	});
