import { type Ctx, demandRead } from "@/lib/command";
import { type Json, toCanonical } from "@/lib/core/canonical-json";
import { messageOf } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { addMs, MINUTE } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	failOperationsBefore,
	finishOperation,
	insertOperation,
	listOperationRows,
} from "./store";

/** How an operation ended: `ok` false is a failure that is an answer, a throw is one that is not. */
export type OperationEnd = { ok: boolean; summary: string; result: unknown };

/**
 * Leaves an operation run in the history, whatever becomes of the work.
 * @param operation.input as given, without secrets
 */
export async function runOperation<T extends OperationEnd>(
	ctx: Ctx,
	operation: { command: string; input: unknown },
	work: () => Promise<T>,
): Promise<T> {
	const { db, actor, trace } = ctx;
	const id = newId();
	await insertOperation(db, {
		id,
		trace,
		command: operation.command,
		actorKind: actor.kind,
		actorId: actor.id,
		actorName: actor.name,
		input: toCanonical(operation.input),
		startedAt: await appNow(db),
	});
	const finish = async (
		state: "succeeded" | "failed",
		end: { summary: string; result: Json },
	) => finishOperation(db, id, { ...end, state, finishedAt: await appNow(db) });
	try {
		const end = await work();
		const { summary } = end;
		const result = toCanonical(end.result);
		await finish(end.ok ? "succeeded" : "failed", { summary, result });
		return end;
	} catch (error) {
		// The history tells of the failure, then the door does.
		await finish("failed", { summary: messageOf(error), result: null });
		throw error;
	}
}

/** No operation takes so long; one that does still has the last word. */
const LOST_AFTER_MS = 60 * MINUTE;

/**
 * Ends as failed what started so long ago and never said how it ended: its process was killed,
 * and nothing else tells of that. Safe to run anywhere, any number of times at once.
 */
export async function endLostOperations({ db }: Ctx): Promise<void> {
	const now = await appNow(db);
	await failOperationsBefore(db, addMs(now, -LOST_AFTER_MS), {
		summary: `lost: within ${LOST_AFTER_MS / MINUTE} minutes nobody said how it ended`,
		finishedAt: now,
	});
}

export type OperationView = {
	id: string;
	trace: string;
	command: string;
	actor: string;
	state: "running" | "succeeded" | "failed";
	summary: string | null;
	startedAt: string;
	finishedAt: string | null;
};

/** What `ops` and the screens started, the newest first; of one trace where it is given. */
export async function listOperations(
	ctx: Ctx,
	{ trace, limit = 50 }: { trace?: string; limit?: number } = {},
): Promise<OperationView[]> {
	demandRead(ctx);
	const rows = await listOperationRows(ctx.db, { trace, limit });
	return rows.map((row) => ({
		id: row.id,
		trace: row.trace,
		command: row.command,
		actor: row.actorName,
		state: row.state,
		summary: row.summary,
		startedAt: row.startedAt.toISOString(),
		finishedAt: row.finishedAt?.toISOString() ?? null,
	}));
}
