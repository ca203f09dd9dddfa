import type { FaultInput } from "@/lib/connectors/emulator/control/shapes";
import { FAULT_KINDS } from "@/lib/connectors/emulator/state";
import { HOUR, MINUTE } from "@/lib/core/time";
import type { PostState } from "@/lib/publishing/post/model";

type Fault = Omit<FaultInput, "igId">;
export type Trouble = {
	faults: readonly Fault[];
	/** How posts end, over all places to die at. */
	ends: readonly PostState[];
	/** The dying worker's patience, where the platform tries it. */
	patience?: { callTimeoutMs: number } | { createTimeoutMs: number };
	passesMs?: readonly number[];
};
type Troubles = readonly (readonly [says: string, trouble: Trouble])[];

export const CAPTION = "Fresh bread at seven #bakery";

const once = (kind: Fault["kind"], rest: Omit<Fault, "kind"> = {}): Fault => ({
	kind,
	count: 1,
	...rest,
});
const onCall = (kind: Fault["kind"], params: Fault["params"] = {}): Fault =>
	once(kind, { route: "publish", params });
const ends = (...states: PostState[]) => states;
const PUBLISHED = ends("published");

/** The call itself goes wrong (§11). */
export const CALL_TROUBLES: Troubles = [
	["does what it should", { faults: [], ends: PUBLISHED }],
	[
		"publishes and answers 4/2207051",
		{ faults: [once("publish_ok_then_spam_error")], ends: PUBLISHED },
	],
	[
		"publishes and cuts the connection",
		{ faults: [once("publish_ok_then_reset")], ends: PUBLISHED },
	],
	[
		"publishes after our timeout",
		{
			faults: [once("publish_ok_after_delay", { params: { delayMs: 700 } })],
			ends: PUBLISHED,
			patience: { callTimeoutMs: 500 },
		},
	],
	[
		"answers HTML 500 to the call",
		{ faults: [onCall("http_500_html")], ends: PUBLISHED },
	],
	[
		"cuts the connection before it publishes",
		{ faults: [onCall("reset")], ends: PUBLISHED },
	],
	[
		"restricts the account at the call",
		{ faults: [onCall("account_restricted")], ends: PUBLISHED },
	],
	[
		"revokes the token at the call",
		{
			faults: [onCall("token_revoked")],
			ends: ends("failed", "published"),
		},
	],
	[
		"says at the call that the cap is reached",
		{
			faults: [onCall("graph_error", { code: 9, subcode: 2207042 })],
			ends: PUBLISHED,
		},
	],
	[
		"refuses the content at the call",
		{
			faults: [onCall("graph_error", { code: 100, subcode: 2207023 })],
			ends: ends("failed", "published"),
		},
	],
	[
		"shows a foreign post at the same moment",
		{
			faults: [once("foreign_post"), once("publish_ok_then_reset")],
			ends: PUBLISHED,
		},
	],
	[
		"shows a foreign post of the same caption",
		{
			faults: [
				once("foreign_post", { params: { caption: CAPTION } }),
				once("publish_ok_then_reset"),
			],
			ends: ends("needs_human"),
		},
	],
	[
		"counts posts by hand, and answers HTML 500 to the call",
		{
			faults: [
				{ kind: "quota_shared", params: { used: 1 } },
				onCall("http_500_html"),
			],
			ends: ends("needs_human", "published"),
		},
	],
];

/** Something goes wrong on the way to the call, or after it (§11). */
export const WAY_TROUBLES: Troubles = [
	...(["limit", "create", "container", "media_list", "media"] as const).map(
		(route) =>
			[
				`answers HTML 500 to ${route}`,
				{ faults: [once("http_500_html", { route })], ends: PUBLISHED },
			] as const,
	),
	[
		"cuts the connection at the create call",
		{ faults: [once("reset", { route: "create" })], ends: PUBLISHED },
	],
	[
		"makes the container after our timeout",
		{
			faults: [once("latency", { route: "create", params: { delayMs: 700 } })],
			ends: PUBLISHED,
			patience: { createTimeoutMs: 500 },
		},
	],
	...(["container", "media"] as const).map(
		(route) =>
			[
				`cannot read a fresh ${route}`,
				{ faults: [once("fresh_read_100_33", { route })], ends: PUBLISHED },
			] as const,
	),
	[
		"fails the container",
		{
			faults: [once("container_error", { params: { subcode: 2207053 } })],
			ends: PUBLISHED,
		},
	],
	[
		"leaves the container stuck",
		{
			faults: [once("container_stuck")],
			ends: ends("expired", "published"),
			passesMs: [3 * MINUTE, 3 * MINUTE, 6 * HOUR],
		},
	],
	[
		"revokes the token for a moment",
		{ faults: [once("token_revoked")], ends: ends("failed", "published") },
	],
	[
		"restricts the account at the create call",
		{ faults: [once("account_restricted")], ends: PUBLISHED },
	],
	[
		"has no quota left beside posts by hand",
		{
			faults: [{ kind: "quota_shared", params: { used: 50 } }],
			ends: PUBLISHED,
		},
	],
	[
		"refuses all calls for their number",
		{
			faults: [{ kind: "usage", params: { percent: 100, regainMinutes: 30 } }],
			ends: PUBLISHED,
		},
	],
];

/** What hides the truth from the first looks at a call in doubt (§1.6.5, §11). */
export const LOOK_TROUBLES: Troubles = [
	["answers", { faults: [], ends: PUBLISHED }],
	...(["container", "media_list", "limit"] as const).map(
		(route) =>
			[
				`answers HTML 500 to ${route}`,
				{ faults: [{ kind: "http_500_html", route }], ends: PUBLISHED },
			] as const,
	),
	["cuts every connection", { faults: [{ kind: "reset" }], ends: PUBLISHED }],
	[
		"cannot read the fresh container",
		{ faults: [{ kind: "fresh_read_100_33" }], ends: PUBLISHED },
	],
	[
		"has revoked the token",
		{ faults: [{ kind: "token_revoked" }], ends: PUBLISHED },
	],
	[
		"refuses all calls for their number",
		{ faults: [{ kind: "usage", params: { percent: 100 } }], ends: PUBLISHED },
	],
	[
		"counts posts by hand",
		{
			faults: [{ kind: "quota_shared", params: { used: 1 } }],
			ends: PUBLISHED,
		},
	],
];

/** They change what is measured of a post, and nothing on its way out. */
const AFTERWARDS: readonly Fault["kind"][] = [
	"insights_error",
	"insights_empty",
	"insights_frozen",
	"true_drop",
];

/** The emulator's faults that no test makes. */
export const UNTRIED: readonly Fault["kind"][] = FAULT_KINDS.filter(
	(kind) =>
		!AFTERWARDS.includes(kind) &&
		![...CALL_TROUBLES, ...WAY_TROUBLES].some(([, { faults }]) =>
			faults.some((fault) => fault.kind === kind),
		),
);
