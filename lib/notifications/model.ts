import { z } from "zod";

type Urgency = "alarm" | "news" | "bulk";

/** What the team is told of, and how soon: alarms go out before everything that waits, bulk after it. */
export const URGENCY = {
	"glass.break": "alarm",
	incident: "alarm",
	"post.needs-human": "alarm",
	"window.request": "news",
	"role.grant": "news",
	"person.leave": "news",
	"halt.lift": "news",
	"post.remind": "news",
	policy: "news",
	summary: "news",
	signoff: "news",
	checkpoint: "bulk",
} as const satisfies Record<string, Urgency>;

export type MessageKind = keyof typeof URGENCY;

export const kindsOf = (urgency: Urgency): string[] =>
	Object.entries(URGENCY).flatMap(([kind, its]) =>
		its === urgency ? kind : [],
	);

export type NewMessage = {
	dedupeKey: string;
	kind: MessageKind;
	text: string;
	now: Date;
	/** It is worth nothing from then on, and is not sent any more. */
	outdatedAt?: Date | undefined;
};

/** `untested`: an address that nothing was sent to yet. */
export type ChannelState = "unset" | "untested" | "working" | "disabled";

/** Where the address comes from; the environment wins over the setting. */
export type ChannelSource = "environment" | "setting";

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/** A webhook address: HTTPS, or plain HTTP to this machine. The whole URL is a secret (§6). */
export const ChannelUrl = z.url({ abort: true }).refine((text) => {
	const { protocol, hostname } = new URL(text);
	return (
		protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname))
	);
}, "a channel's address starts with https:// (http:// only to this machine)");

/** All of a channel's address that may be shown. */
export const hostOf = (url: string): string => new URL(url).host;

/** The channel as people see it: never its URL. */
export type ChannelView = {
	state: ChannelState;
	source: ChannelSource | null;
	host: string | null;
	/** What the channel answered when it was disabled, or last failed. */
	fault: string | null;
	/** When something was last sent to it. */
	checkedAt: string | null;
	pending: number;
	failed: number;
	/** Why messages wait, in one sentence; null while they flow. */
	waitsBecause: string | null;
};

export type MessageView = {
	id: string;
	dedupeKey: string;
	kind: string;
	text: string;
	/** `outdated`: it waited until it was worth nothing, and is not sent any more. */
	state: "pending" | "delivered" | "failed" | "outdated";
	tries: number;
	lastError: string | null;
	createdAt: string;
	dueAt: string;
	deliveredAt: string | null;
};
