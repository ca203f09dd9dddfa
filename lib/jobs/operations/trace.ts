import { carriedBy } from "@/lib/audit/export/decision-file";
import { type AuditView, listAudit } from "@/lib/audit/views";
import { type Ctx, demandRead } from "@/lib/command";
import { readDecisionsOfPost } from "@/lib/governance/decisions/views";
import { listOperations, type OperationView } from "./operation";

/** Everything that one trace left, the oldest first. */
export type TraceView = {
	operations: OperationView[];
	events: AuditView[];
	decisions: {
		id: string;
		postId: string;
		at: string;
		phase: string;
		mode: string;
		sentence: string;
	}[];
};

const MOST_EVENTS = 1_000;

/** What the reader may see of a trace: operations, audit events, and the gate's answers that those events carry. */
export async function readTrace(ctx: Ctx, trace: string): Promise<TraceView> {
	demandRead(ctx);
	const events = await listAudit(ctx, { trace, limit: MOST_EVENTS });
	const carried = new Set(
		events.flatMap((event) => carriedBy(event)?.decisionId ?? []),
	);
	const posts = new Set(
		events.flatMap((event) => (carriedBy(event) ? [event.subjectId] : [])),
	);
	const answers = await Promise.all(
		[...posts].map((postId) => readDecisionsOfPost(ctx, postId)),
	);
	return {
		operations: (await listOperations(ctx, { trace })).reverse(),
		events: events.reverse(),
		decisions: answers
			.flat()
			.filter(({ id }) => carried.has(id))
			.map(({ id, postId, at, phase, mode, sentence }) => ({
				...{ id, postId, at, phase, mode, sentence },
			}))
			.reverse(),
	};
}
