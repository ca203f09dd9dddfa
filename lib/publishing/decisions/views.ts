import type { Ctx } from "@/lib/command";
import type { DecisionView } from "@/lib/governance/decisions/model";
import {
	loadDecision,
	readDecisionsOfPost,
	readLatestDecisions,
	readProof,
} from "@/lib/governance/decisions/views";
import type { PostState } from "@/lib/publishing/post/model";
import { loadPost } from "@/lib/publishing/post/store";
import { listTitles } from "@/lib/publishing/post/store-list";
import {
	type AttemptView,
	listAttempts,
} from "@/lib/publishing/queue/views-attempts";
import type { DecisionRound, DuePostView, ProvenDecision } from "./model";

export type DecisionPage = {
	decision: ProvenDecision;
	round: DecisionRound;
	/** The rounds before and after this one, newest first, by the decision that opened each. */
	others: Pick<DecisionView, "id" | "at" | "mode" | "sentence">[];
	post: { id: string; title: string; state: PostState };
	/** Tries at publishing that rest on a decision of this round. */
	attempts: AttemptView[];
};

/** Decisions in rounds, newest round first: every claim opens one. */
function roundsOf<D extends Pick<DecisionView, "phase">>(
	newestFirst: readonly D[],
): D[][] {
	const rounds: D[][] = [];
	let open: D[] = [];
	for (const decision of newestFirst) {
		open.unshift(decision);
		if (decision.phase === "intent") continue;
		rounds.push(open);
		open = [];
	}
	return open.length > 0 ? [...rounds, open] : rounds;
}

/** One decision record with the answers that belong to it, and what came of them. Throws `not_found`, `forbidden`. */
export async function readDecision(
	ctx: Ctx,
	id: string,
): Promise<DecisionPage> {
	const { postId } = await loadDecision(ctx, id);
	const decisions = await readDecisionsOfPost(ctx, postId);
	const rounds = roundsOf(decisions);
	const own = rounds.find((round) => round.some((one) => one.id === id)) ?? [];
	const proven: ProvenDecision[] = [];
	for (const decision of own)
		proven.push({ ...decision, proof: await readProof(ctx, decision.id) });
	const [decision = proven[0]] = proven.filter((one) => one.id === id);
	if (!decision) throw new Error(`decision ${id} belongs to no round`);
	const { title, state } = await loadPost(ctx.db, postId);
	const attempts = await listAttempts(ctx, { postId });
	return {
		decision,
		round: {
			claim: proven.find(({ phase }) => phase !== "intent") ?? null,
			intents: proven.filter(({ phase }) => phase === "intent"),
		},
		others: rounds.flatMap((round) => {
			const [first] = round;
			if (!first || round === own) return [];
			const { id: firstId, at, mode, sentence } = first;
			return [{ id: firstId, at, mode, sentence }];
		}),
		post: { id: postId, title, state },
		attempts: attempts.filter(({ decisionId }) =>
			own.some((one) => one.id === decisionId),
		),
	};
}

/** The posts that the gate was asked about last, newest first. */
export async function readDuePosts(
	ctx: Ctx,
	which: { accountId?: string; limit: number },
): Promise<DuePostView[]> {
	const decisions = await readLatestDecisions(ctx, which);
	const posts = await listTitles(
		ctx.db,
		decisions.map(({ postId }) => postId),
	);
	return decisions.flatMap((decision) => {
		const post = posts.get(decision.postId);
		if (!post) return [];
		const { postId, accountId, handle, zone, slotAt, at, mode, sentence } =
			decision;
		const said = { postId, accountId, handle, zone, slotAt, at, mode };
		return [{ ...said, sentence, decisionId: decision.id, ...post }];
	});
}
