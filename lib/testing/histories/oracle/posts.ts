import { MINUTE } from "@/lib/core/time";
import { pick } from "@/lib/testing/histories/steps/cast";
import type { Acts } from "@/lib/testing/histories/steps/step";
import {
	EVERYBODY,
	holds,
	isApproved,
	isAutoClean,
	isHalted,
	isOnHold,
	modeOf,
	type OracleMode,
	TOLERANCE,
	WORKING,
} from "./rules";
import type { HeldBy, OraclePost, OracleState, Said } from "./state";

const LEASE = 2 * MINUTE;
const COMPLIANCE = ["compliance"] as const;

const isOpen = ({ state }: OraclePost): boolean =>
	state === "queued" || state === "held";

const isUnsent = (post: OraclePost): boolean =>
	isOpen(post) || post.state === "ready";

const carriers = (state: OracleState, picture: number): OraclePost[] =>
	state.posts.filter((post) => post.picture === picture);

function letGo(post: OraclePost, answered: readonly HeldBy[]): void {
	const free = post.heldBy.every((by) => answered.includes(by));
	if (post.state === "held" && free) post.state = "queued";
}

export const judgingRules = {
	edit: (state, { who, which, text }) => {
		const post = pick(state.posts, which);
		if (!post) return "nothing";
		if (!holds(state, who, { roles: WORKING, place: post.account }))
			return "refused";
		if (!isOpen(post) || state.quarantined.has(post.picture)) return "refused";
		post.text = text;
		post.editors.add(who);
		post.inFlight = false;
		letGo(post, ["approval"]);
		return "done";
	},
	approve: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return "nothing";
		if (!holds(state, who, { roles: EVERYBODY, place: post.account }))
			return "refused";
		if (!isOpen(post) || state.quarantined.has(post.picture)) return "refused";
		if (state.now >= post.slotAt + TOLERANCE || post.editors.has(who))
			return "refused";
		const again = post.approval?.by === who && isApproved(state, post);
		if (again && !isOnHold(state, post)) return "refused";
		post.approval = { by: who, at: state.now, text: post.text };
		// Given in a policy hold, it is all that the hold asks for.
		letGo(post, ["approval", "hold"]);
		return "done";
	},
	reject: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return "nothing";
		if (!holds(state, who, { roles: EVERYBODY, place: post.account }))
			return "refused";
		if (!isUnsent(post)) return "refused";
		post.approval = null;
		post.state = "stopped";
		return "done";
	},
	release: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return "nothing";
		if (!holds(state, who, { roles: WORKING, place: post.account }))
			return "refused";
		const late = state.now >= post.slotAt + TOLERANCE;
		if (post.state !== "held" || late || state.quarantined.has(post.picture))
			return "refused";
		post.state = "queued";
		post.notBefore = 0;
		return "done";
	},
	quarantine: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return "nothing";
		const { picture, account } = post;
		if (!holds(state, who, { roles: COMPLIANCE, place: account }))
			return "refused";
		if (state.quarantined.has(picture)) return "refused";
		state.quarantined.add(picture);
		for (const each of carriers(state, picture))
			if (isUnsent(each)) each.state = "stopped";
		return "done";
	},
	liftQuarantine: (state, { who, which }) => {
		const post = pick(state.posts, which);
		if (!post) return "nothing";
		const { picture } = post;
		const may = carriers(state, picture).every(({ account }) =>
			holds(state, who, { roles: COMPLIANCE, place: account }),
		);
		if (!may || !state.quarantined.delete(picture)) return "refused";
		state.quarantineEnded.set(picture, state.now);
		return "done";
	},
} satisfies Partial<Acts<OracleState, Said>>;

function heldBy(
	state: OracleState,
	post: OraclePost,
	mode: OracleMode,
): HeldBy[] {
	if (mode !== "braked") return [mode === "unapproved" ? "approval" : "signal"];
	return [
		...(isHalted(state, post) ? (["halt"] as const) : []),
		...(isOnHold(state, post) ? (["hold"] as const) : []),
	];
}

function keepBack(
	state: OracleState,
	post: OraclePost,
	mode: OracleMode,
): Said {
	if (mode === "stopped") {
		post.state = "stopped";
		return "stopped";
	}
	if (mode === "simulated" && !post.inFlight) {
		post.state = "simulated";
		return "simulated";
	}
	post.state = "held";
	post.heldBy = heldBy(state, post, mode);
	return "held";
}

export const publishingRules = {
	post: (state, step) => {
		const { account, recovery, picture } = step;
		const bad = state.quarantined.has(picture);
		const byPolicy = !bad && isAutoClean(state, account, state.now);
		state.posts.push({
			account,
			recovery,
			picture,
			// A slot of its own, whatever the clock did between two posts.
			slotAt: state.now + step.slotInMin * MINUTE + state.posts.length,
			text: 0,
			editors: new Set(),
			approval: byPolicy ? { by: "policy", at: state.now, text: 0 } : null,
			state: bad ? "stopped" : "queued",
			heldBy: [],
			notBefore: 0,
			inFlight: false,
			leaseUntil: 0,
		});
		return "done";
	},
	claim: (state, { which, worker }) => {
		const post = pick(state.posts, which);
		if (!post) return "nothing";
		const free =
			post.state === "queued" ||
			(post.state === "ready" && state.now >= post.leaseUntil);
		if (!free || state.now < Math.max(post.slotAt, post.notBefore))
			return "refused";
		const mode = modeOf(state, which % state.posts.length, worker);
		if (mode !== "live") return keepBack(state, post, mode);
		post.state = "ready";
		post.inFlight = true;
		post.leaseUntil = state.now + LEASE;
		post.notBefore = 0;
		return "claimed";
	},
	intent: (state, { which, worker }) => {
		const post = pick(state.posts, which);
		if (!post) return "nothing";
		if (post.state !== "ready") return "refused";
		const mode = modeOf(state, which % state.posts.length, worker);
		// The second gate holds, it never simulates.
		if (mode !== "live") return keepBack(state, post, mode);
		post.state = "sent";
		return "live";
	},
} satisfies Partial<Acts<OracleState, Said>>;
