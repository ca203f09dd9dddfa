import { z } from "zod";
import { command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { channelStatusOf } from "./channel";
import { ChannelUrl, hostOf } from "./model";
import { loadChannelSetting, saveChannel } from "./store";
import { reviveMessages, settleMessage } from "./store-delivery";

const CHANNEL = { type: "channel", id: "team" };

/** Sets the team channel, or takes it away with null. What waited, or was given up, is due at once. */
export const setChannel = command({
	permission: "integration:manage",
	input: z.object({ url: ChannelUrl.nullable() }),
	scope: () => "all",
	run: async ({ tx, now }, { url }) => {
		const before = await loadChannelSetting(tx);
		await saveChannel(tx, {
			channelUrl: url,
			channelStatus: url === null ? "unset" : "untested",
			channelError: null,
		});
		const revived = url === null ? 0 : await reviveMessages(tx, now);
		const host = url && hostOf(url);
		return {
			value: { host, revived },
			audit: [
				{
					action: "channel.set",
					subject: CHANNEL,
					before: { host: before.channelUrl && hostOf(before.channelUrl) },
					after: { host },
					facts: { revived },
				},
			],
		};
	},
});

/** Records what became of a test message: success opens a disabled channel again, a 4xx closes it. */
export const recordChannelTest = command({
	permission: "integration:manage",
	input: z.object({
		url: ChannelUrl,
		fault: z.string().nullable(),
		refused: z.boolean(),
	}),
	scope: () => "all",
	run: async ({ tx, now }, { url, fault, refused }) => {
		const state = refused ? "disabled" : "working";
		await saveChannel(tx, {
			channelCheckedAt: now,
			channelError: fault,
			...((refused || fault === null) && {
				channelStatus: channelStatusOf(state, url),
			}),
		});
		if (fault === null) await reviveMessages(tx, now);
		return {
			value: { ok: fault === null, fault },
			audit: [
				{
					action: "channel.test",
					subject: CHANNEL,
					after: { host: hostOf(url), ok: fault === null, fault },
				},
			],
		};
	},
});

const Settled = z.object({
	url: ChannelUrl,
	message: z.object({
		id: z.uuid(),
		tries: z.number().int(),
		kind: z.string(),
	}),
});

/** Confirms a delivery: a sign-off may rest on it, so it is audited. */
export const recordDelivered = command({
	permission: "telemetry:write",
	input: Settled,
	run: async ({ tx, now }, { url, message }) => {
		const state = "delivered";
		const change = { state, deliveredAt: now, lastError: null } as const;
		await demandLease(settleMessage(tx, message, change));
		const channelStatus = channelStatusOf("working", url);
		await saveChannel(tx, { channelStatus, channelError: null });
		return {
			value: { state },
			audit: [
				{
					action: "message.deliver",
					subject: { type: "message", id: message.id },
					facts: {
						kind: message.kind,
						host: hostOf(url),
						tries: message.tries,
					},
				},
			],
		};
	},
});

/** The channel will take nothing more until a person mends it; the message waits. */
export const disableChannel = command({
	permission: "telemetry:write",
	input: Settled.extend({ why: z.string() }),
	run: async ({ tx, now }, { url, message, why }) => {
		await demandLease(
			settleMessage(tx, message, {
				state: "pending",
				dueAt: now,
				lastError: why,
			}),
		);
		const channelStatus = channelStatusOf("disabled", url);
		await saveChannel(tx, { channelStatus, channelError: why });
		return {
			value: { state: "disabled" as const },
			audit: [
				{
					action: "channel.disable",
					subject: CHANNEL,
					reason: why,
					facts: { host: hostOf(url), messageId: message.id },
				},
			],
		};
	},
});

/** The channel works, but not with this message: it stays on the list as failed. */
export const giveUpMessage = command({
	permission: "telemetry:write",
	input: Settled.extend({ why: z.string() }),
	run: async ({ tx }, { url, message, why }) => {
		await demandLease(
			settleMessage(tx, message, { state: "failed", lastError: why }),
		);
		return {
			value: { state: "failed" as const },
			audit: [
				{
					action: "message.give-up",
					subject: { type: "message", id: message.id },
					reason: why,
					facts: { kind: message.kind, host: hostOf(url) },
				},
			],
		};
	},
});

async function demandLease(settled: Promise<boolean>): Promise<void> {
	if (await settled) return;
	throw new AppError("conflict", "the message belongs to another worker now");
}
