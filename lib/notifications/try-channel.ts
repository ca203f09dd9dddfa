import { type Ctx, demand } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { currentChannel } from "./channel";
import { recordChannelTest } from "./commands";
import { postToTeam } from "./post";

/** Sends one message to the channel now, and says what it answered. Throws `conflict` without a channel. */
export async function testChannel(
	ctx: Ctx,
): Promise<{ ok: boolean; fault: string | null }> {
	await demand(ctx, "integration:manage", "all");
	const channel = await currentChannel(ctx.db);
	if (!channel) throw new AppError("conflict", "no team channel is set");
	const text = `Signalbox: a test message, sent by ${ctx.actor.name}`;
	const outcome = await postToTeam(channel.url, text);
	const fault = outcome.kind === "accepted" ? null : outcome.why;
	return recordChannelTest(ctx, {
		url: channel.url,
		fault,
		refused: outcome.kind === "refused",
	});
}
