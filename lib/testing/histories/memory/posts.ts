import { addMs, MINUTE } from "@/lib/core/time";
import { decideGate, decideIntent } from "@/lib/governance/gate/gate";
import type { GateDecision } from "@/lib/governance/model";
import { approvalValidUntil } from "@/lib/publishing/approval/decide";
import { POST_LEASE_MS } from "@/lib/publishing/attempts/lease";
import { gateHolds, holdInFlight } from "@/lib/publishing/post/held-reasons";
import { isInFlight, refuseClaim } from "@/lib/publishing/publish/claim";
import { pick } from "@/lib/testing/histories/steps/cast";
import {
	type Acts,
	type Answer,
	DONE,
	NOTHING,
	REFUSED,
} from "@/lib/testing/histories/steps/step";
import { autoCleanSince, factsOf } from "./facts";
import { quarantineOf, rowOf } from "./judging";
import type { MemoryPost, MemoryState } from "./state";

/** Nothing of the account itself keeps a call back. */
const ACCOUNT = {
	id: "a",
	handle: "acme",
	igUserId: "1",
	timeZone: "Europe/Berlin",
	state: "active",
	policy: "human",
	breakerUntil: null,
} as const;

function obey(
	post: MemoryPost,
	decision: GateDecision,
	inFlight: boolean,
): Answer {
	switch (decision.mode) {
		case "stopped":
			post.state = decision.why;
			return { said: "stopped" };
		case "held":
			post.state = "held";
			post.heldWhy = gateHolds(decision.why);
			return { said: "held" };
		case "simulated":
			if (inFlight) {
				post.state = "held";
				post.heldWhy = holdInFlight(decision);
				return { said: "held" };
			}
			post.state = "simulated";
			return { said: "simulated" };
		case "live":
			return { said: "claimed" };
	}
}

/** Uses up the window's cap and says under which one the post goes out. */
function send(
	state: MemoryState,
	post: MemoryPost,
	decision: Extract<GateDecision, { mode: "live" }>,
): Answer {
	post.state = "publishing";
	const { authority } = decision;
	if (authority.kind === "environment") return { said: "live", window: null };
	const window = state.windows.findIndex(({ id }) => id === authority.windowId);
	state.windows[window]?.usedBy.add(post.id);
	return { said: "live", window };
}

export const publishingActs = {
	post: (state, { account, slotInMin, picture, recovery }) => {
		const number = state.posts.length;
		const slotAt = addMs(state.now, slotInMin * MINUTE + number);
		const post: MemoryPost = {
			id: `post${number}`,
			account,
			recovery,
			picture: `picture${picture}`,
			state: "queued",
			text: 0,
			slotAt,
			expiresAt: approvalValidUntil(slotAt),
			editors: [],
			rows: [],
			heldWhy: [],
			containerId: null,
			leaseUntil: null,
			nextAttemptAt: null,
		};
		state.posts.push(post);
		if (quarantineOf(state, post).standing) post.state = "quarantined";
		else if (autoCleanSince(state, account)) {
			const by = { verdict: "approved", kind: "policy" } as const;
			post.rows.push(rowOf(state, post, { ...by, decidedBy: "rules@1" }));
		}
		return DONE;
	},
	claim: (state, { which, worker }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		const asked = { ...post, account: ACCOUNT };
		if (refuseClaim(asked, state.now)) return REFUSED;
		const decision = decideGate(factsOf(state, post, worker), state.now);
		const inFlight = isInFlight({ ...post, tries: 0 }, false);
		const answer = obey(post, decision, inFlight);
		if (decision.mode !== "live") return answer;
		post.state = "container_ready";
		post.containerId = post.id;
		post.leaseUntil = addMs(state.now, POST_LEASE_MS);
		post.nextAttemptAt = null;
		return answer;
	},
	intent: (state, { which, worker }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		if (post.state !== "container_ready") return REFUSED;
		const decision = decideIntent(factsOf(state, post, worker), state.now);
		return decision.mode === "live"
			? send(state, post, decision)
			: obey(post, decision, false);
	},
} satisfies Partial<Acts<MemoryState, Answer>>;
