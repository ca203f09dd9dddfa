import {
	type ApprovalRow,
	approvalValidUntil,
	describeApprovalRefusal,
} from "@/lib/publishing/approval/decide";
import {
	answeredByApproval,
	answeredByEdit,
} from "@/lib/publishing/post/held-reasons";
import { isUnsent } from "@/lib/publishing/post/model";
import {
	quarantineFacts,
	refuseQuarantined,
} from "@/lib/publishing/quarantine/decide";
import { pick } from "@/lib/testing/histories/steps/cast";
import {
	type Acts,
	type Answer,
	DONE,
	NOTHING,
	REFUSED,
} from "@/lib/testing/histories/steps/step";
import { approvalContextFacts, digestOf } from "./facts";
import { type MemoryPost, type MemoryState, whereOf, whoMay } from "./state";

export const quarantineOf = (state: MemoryState, post: MemoryPost) =>
	quarantineFacts(state.quarantines, [post.picture]);

const isOpen = ({ state }: MemoryPost): boolean =>
	state === "queued" || state === "held";

function letGo(
	post: MemoryPost,
	answered: (why: MemoryPost["heldWhy"]) => boolean,
): void {
	if (post.state !== "held" || !answered(post.heldWhy)) return;
	post.state = "queued";
	post.heldWhy = [];
}

export const rowOf = (
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
	edit: (state, { who, which, text }) => {
		const post = pick(state.posts, which);
		if (!post) return NOTHING;
		const at = whereOf(post.account);
		const person = whoMay(state, who, { permission: "post:edit", at });
		if (!person || refuseQuarantined(post, quarantineOf(state, post)))
			return REFUSED;
		if (!isOpen(post)) return REFUSED;
		post.text = text;
		post.editors.push(person.id);
		post.containerId = null;
		letGo(post, answeredByEdit);
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
			duty: approvalContextFacts(state, post),
			rows: post.rows,
		};
		if (describeApprovalRefusal(question, state.now)) return REFUSED;
		const by = { verdict: "approved", kind: "human" } as const;
		post.rows.push(rowOf(state, post, { ...by, decidedBy: person.id }));
		letGo(post, answeredByApproval);
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
		post.nextAttemptAt = null;
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
