import type { Ctx } from "@/lib/command";
import { currentChannel } from "@/lib/notifications/channel";
import { setChannel } from "@/lib/notifications/commands";

const PATH = "/_channel/team";

/**
 * Points the team channel at the demo's own, beside the emulator, unless somebody chose another one.
 * @returns where its messages can be read, or null when another channel is in force
 */
export async function seedChannel(
	ctx: Ctx,
	emulatorUrl: string,
): Promise<string | null> {
	const url = new URL(PATH, emulatorUrl).href;
	const channel = await currentChannel(ctx.db);
	if (channel?.url === url) return url;
	// The emulator may be at another port than at the last start.
	const isOurs = channel === null || new URL(channel.url).pathname === PATH;
	if (!isOurs || channel?.source === "environment") return null;
	await setChannel(ctx, { url });
	return url;
}
