import type { Actor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { AppError, messageOf } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Act } from "./acts-shape";
import type { AuthzStage } from "./stage";

/** How a call ended, and what it left in the audit log before it was undone. */
export type Cell = {
	/** "ok", an error's code, or "other": past the guard in any case. */
	code: string;
	message: string;
	/** Permissions whose refusal was recorded. */
	denied: string[];
};

/** A database whose transactions are savepoints of one that is open, so that all of it can be undone. */
function within(tx: Tx): Db {
	const inner = async (work: (tx: Tx) => Promise<unknown>) => {
		await tx.$executeRaw`SAVEPOINT inner_work`;
		try {
			const value = await work(tx);
			await tx.$executeRaw`RELEASE SAVEPOINT inner_work`;
			return value;
		} catch (error) {
			await tx.$executeRaw`ROLLBACK TO SAVEPOINT inner_work`;
			throw error;
		}
	};
	const seen = new Proxy(tx, {
		get: (target, key) => {
			if (key === "$transaction") return inner;
			const value: unknown = Reflect.get(target, key);
			return typeof value === "function" ? value.bind(target) : value;
		},
	});
	// A transaction's client has all of a database's but the opening of another.
	return seen as Db;
}

/** Calls the real thing as somebody, and undoes whatever it did; the transaction has a savepoint `cell`. */
export async function tryAs(
	tx: Tx,
	actor: Actor,
	call: { act: Act; at: AuthzStage },
): Promise<Cell> {
	const ctx: Ctx = { db: within(tx), actor, trace: newId(), address: null };
	const end = await call.act(ctx, call.at).then(
		() => ({ code: "ok", message: "" }),
		(error: unknown) => ({
			code: error instanceof AppError ? error.code : "other",
			message: messageOf(error),
		}),
	);
	const denied =
		end.code === "forbidden"
			? await tx.auditEvent.findMany({
					where: { trace: ctx.trace, action: "access.deny" },
				})
			: [];
	await tx.$executeRaw`ROLLBACK TO SAVEPOINT cell`;
	return { ...end, denied: denied.map(({ subjectId }) => subjectId) };
}
