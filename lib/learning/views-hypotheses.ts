import { listAudit } from "@/lib/audit/views";
import { whyNot } from "@/lib/auth/who-may";
import { type Ctx, demandRead } from "@/lib/command";
import type { BacklogView, HypothesisStatus } from "./model";
import { listHypothesisRows } from "./store";

/** An account's hypotheses, when they were last refreshed, and what the reader may do about them. */
export async function readBacklog(
	ctx: Ctx,
	accountId: string,
): Promise<BacklogView> {
	const scope = { account: accountId };
	demandRead(ctx, scope);
	const rows = await listHypothesisRows(ctx.db, accountId);
	const count = (wanted: HypothesisStatus) =>
		rows.filter(({ status }) => status === wanted).length;
	const [last] = await listAudit(ctx, {
		action: "hypothesis.refresh",
		subjectId: accountId,
		limit: 1,
	});
	return {
		accountId,
		hypotheses: rows.map(({ accountId: _, createdAt, seenAt, ...row }) => ({
			...row,
			createdAt: createdAt.toISOString(),
			seenAt: seenAt.toISOString(),
		})),
		proposed: count("proposed"),
		kept: count("kept"),
		refreshedAt: last?.at ?? null,
		refreshRefusal: whyNot(ctx.actor, "run:advance", scope),
		decideRefusal: whyNot(ctx.actor, "strategy:manage", scope),
	};
}
