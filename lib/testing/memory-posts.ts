import { addMs, MINUTE } from "@/lib/core/time";
import { decideGate, decideIntent } from "@/lib/governance/gate";
import type { GateDecision } from "@/lib/governance/model";
import {
	type ApprovalRow,
	approvalValidUntil,
	sayApprovalRefusal,
} from "@/lib/publishing/approval";
import { isInFlight, refuseClaim } from "@/lib/publishing/claim";
import { LEASE_MS } from "@/lib/publishing/lease";
import { isUnsent } from "@/lib/publishing/model";
import {
	quarantineFacts,
	refuseQuarantined,
} from "@/lib/publishing/quarantine";
import {
	answeredByApproval,
	gateHolds,
	holdInFlight,
} from "@/lib/publishing/why";
import { pick } from "@/lib/testing/cast";
import {
	autoCleanSince,
	digestOf,
	dutyFacts,
	factsOf,
} from "@/lib/testing/memory-facts";
import {
	type MemoryPost,
	type MemoryState,
	whereOf,
	whoMay,
} from "@/lib/testing/memory-state";
import {
	type Acts,
	type Answer,
	DONE,
	NOTHING,
	REFUSED,
} from "@/lib/testing/steps";

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

const quarantineOf = (state: MemoryState, post: MemoryPost) =>
	quarantineFacts(state.quarantines, [post.picture]);

const isOpen = ({ state }: MemoryPost): boolean =>
	state === "queued" || state === "held";

function letGo(post: MemoryPost): void {
	if (post.state !== "held" || !answeredByApproval(post.heldWhy)) return;
	post.state = "queued";
	post.heldWhy = [];
}

const rowOf = (
	state: MemoryState,
	post: MemoryPost,
	by: Pick<ApprovalRow, "verdict" | "kind" | "decidedBy">,
): ApprovalRow => ({
	...by,
	decidedByName: by.decidedBy,
	decidedAt: state.now,
	digest: digestOf(post),
	validUntil: approvalValidUntil(post.slotAt),
});

export const judgingActs = {
	edit: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		const at = whereOf(post.account);
		const person = whoMay(state, who, { permission: "post:edit", at });
		if (!person || refuseQuarantined(post, quarantineOf(state, post)))
			return REFUSED;
		if (!isOpen(post)) return REFUSED;
		post.text++;
		post.editors.push(person.id);
		post.containerId = null;
		letGo(post);
		return DONE;
	},
	approve: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		const at = whereOf(post.account);
		const person = whoMay(state, who, { permission: "post:decide", at });
		if (!person) return REFUSED;
		const digest = digestOf(post);
		const question = {
			post: { ...post, digest },
			seenDigest: digest,
			personId: person.id,
			duty: dutyFacts(state, post),
			rows: post.rows,
		};
		if (sayApprovalRefusal(question, state.now)) return REFUSED;
		const by = { verdict: "approved", kind: "human" } as const;
		post.rows.push(rowOf(state, post, { ...by, decidedBy: person.id }));
		letGo(post);
		return DONE;
	},
	reject: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		const at = whereOf(post.account);
		const person = whoMay(state, who, { permission: "post:decide", at });
		if (!person || !isUnsent(post.state)) return REFUSED;
		const by = { verdict: "rejected", kind: "human" } as const;
		post.rows.push(rowOf(state, post, { ...by, decidedBy: person.id }));
		post.state = "cancelled";
		return DONE;
	},
	release: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		const at = whereOf(post.account);
		if (!whoMay(state, who, { permission: "post:edit", at })) return REFUSED;
		if (refuseQuarantined(post, quarantineOf(state, post))) return REFUSED;
		if (post.state !== "held" || state.now >= post.expiresAt) return REFUSED;
		post.state = "queued";
		post.heldWhy = [];
		return DONE;
	},
	quarantine: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		const at = whereOf(post.account);
		if (!whoMay(state, who, { permission: "quarantine:set", at }))
			return REFUSED;
		if (quarantineOf(state, post).standing) return REFUSED;
		const { picture: sha256 } = post;
		state.quarantines.unshift({
			sha256,
			reason: "a complaint",
			setByName: "somebody",
			setAt: state.now,
			liftedAt: null,
		});
		for (const each of state.posts)
			if (each.picture === sha256 && isUnsent(each.state))
				each.state = "quarantined";
		return DONE;
	},
	liftQuarantine: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		const { picture } = post;
		const at = state.posts
			.filter((each) => each.picture === picture)
			.map(({ account }) => whereOf(account));
		if (!whoMay(state, who, { permission: "quarantine:lift", at }))
			return REFUSED;
		const standing = state.quarantines.find(
			({ sha256, liftedAt }) => sha256 === picture && liftedAt === null,
		);
		if (!standing) return REFUSED;
		standing.liftedAt = state.now;
		return DONE;
	},
} satisfies Partial<Acts<MemoryState, Answer>>;

function obey(post: MemoryPost, decision: GateDecision): Answer {
	switch (decision.mode) {
		case "stopped":
			post.state = decision.why;
			return { said: "stopped" };
		case "held":
			post.state = "held";
			post.heldWhy = gateHolds(decision.why);
			return { said: "held" };
		case "simulated":
			if (isInFlight({ ...post, tries: 0 })) {
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
			text: 1,
			slotAt,
			expiresAt: approvalValidUntil(slotAt),
			editors: [],
			rows: [],
			heldWhy: [],
			containerId: null,
			leaseUntil: null,
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
		const asked = { ...post, account: ACCOUNT, nextAttemptAt: null };
		if (refuseClaim(asked, state.now)) return REFUSED;
		const decision = decideGate(factsOf(state, post, worker), state.now);
		const answer = obey(post, decision);
		if (decision.mode !== "live") return answer;
		post.state = "container_ready";
		post.containerId = post.id;
		post.leaseUntil = addMs(state.now, LEASE_MS);
		return answer;
	},
	intent: (state, { which, worker }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		if (post.state !== "container_ready") return REFUSED;
		const decision = decideIntent(factsOf(state, post, worker), state.now);
		return decision.mode === "live"
			? send(state, post, decision)
			: obey(post, decision);
	},
} satisfies Partial<Acts<MemoryState, Answer>>;
