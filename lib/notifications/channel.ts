import { assertNever } from "@/lib/core/assert-never";
import { sha256 } from "@/lib/core/canonical-json";
import type { Db, Tx } from "@/lib/db/client";
import { readEnv } from "@/lib/env";
import {
	type ChannelSource,
	type ChannelState,
	ChannelUrl,
	hostOf,
} from "./model";
import { loadChannelSetting } from "./store";

/** The channel in force. `url` is a secret: it never leaves the server. */
export type Channel = {
	url: string;
	source: ChannelSource;
	host: string;
	state: Exclude<ChannelState, "unset">;
	fault: string | null;
	checkedAt: Date | null;
};

/** What was learnt about an address holds for that address only, so it is stored with its fingerprint. */
const fingerprintOf = (url: string): string => sha256(url).slice(0, 12);

export const channelStatusOf = (
	state: "working" | "disabled",
	url: string,
): string => `${state}:${fingerprintOf(url)}`;

type StoredChannel = {
	channelUrl: string | null;
	channelStatus: string;
	channelError: string | null;
	channelCheckedAt: Date | null;
};

/** The environment's address wins over the stored one; null when there is neither. */
export function chooseChannel(
	environmentUrl: string | undefined,
	stored: StoredChannel,
): Channel | null {
	const url = environmentUrl ?? stored.channelUrl;
	if (!url) return null;
	if (!ChannelUrl.safeParse(url).success) return unusable(url, stored);
	const known = stored.channelStatus.endsWith(`:${fingerprintOf(url)}`);
	return {
		url,
		source: environmentUrl ? "environment" : "setting",
		host: hostOf(url),
		state: known ? knownState(stored.channelStatus) : "untested",
		fault: known ? stored.channelError : null,
		checkedAt: stored.channelCheckedAt,
	};
}

// Only the environment can hold one: the setting was checked when it was made.
const unusable = (url: string, stored: StoredChannel): Channel => ({
	url,
	source: "environment",
	host: "TEAM_CHANNEL_WEBHOOK_URL",
	state: "disabled",
	fault: "its value is no https:// address",
	checkedAt: stored.channelCheckedAt,
});

const knownState = (status: string): "working" | "disabled" =>
	status.startsWith("disabled") ? "disabled" : "working";

export const currentChannel = async (db: Db | Tx): Promise<Channel | null> =>
	chooseChannel(
		readEnv().TEAM_CHANNEL_WEBHOOK_URL,
		await loadChannelSetting(db),
	);

/** Why messages wait; null while they flow. */
export function whyWaiting(channel: Channel | null): string | null {
	if (channel === null)
		return "no team channel is set: messages wait until one is";
	switch (channel.state) {
		case "disabled":
			return `nothing is sent to ${channel.host} until it is mended: ${channel.fault ?? "no reason given"}`;
		case "untested":
		case "working":
			return null;
		default:
			return assertNever(channel.state);
	}
}
