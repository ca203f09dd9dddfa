import type { Json } from "@/lib/core/canonical-json";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

export type NewOperation = {
	id: string;
	trace: string;
	command: string;
	actorKind: string;
	actorId: string;
	actorName: string;
	input: Json;
	startedAt: Date;
};

const jsonOf = (value: Json) =>
	value === null ? Prisma.JsonNull : (value as Prisma.InputJsonValue);

export async function insertOperation(
	db: Db,
	operation: NewOperation,
): Promise<void> {
	const { input, ...row } = operation;
	await db.operationRun.create({ data: { ...row, input: jsonOf(input) } });
}

/** Its own end counts, also over an end that somebody assumed. */
export async function finishOperation(
	db: Db,
	id: string,
	end: {
		state: "succeeded" | "failed";
		summary: string;
		result: Json;
		finishedAt: Date;
	},
): Promise<void> {
	const { result, ...row } = end;
	await db.operationRun.updateMany({
		where: { id },
		data: { ...row, result: jsonOf(result) },
	});
}

/** Fails what still runs and was started before then. */
export async function failOperationsBefore(
	db: Db,
	before: Date,
	end: { summary: string; finishedAt: Date },
): Promise<void> {
	await db.operationRun.updateMany({
		where: { state: "running", startedAt: { lt: before } },
		data: { ...end, state: "failed" },
	});
}

/** The newest first; of one trace where it is given. */
export const listOperationRows = (
	db: Db,
	{ trace, limit }: { trace?: string | undefined; limit: number },
) =>
	db.operationRun.findMany({
		...(trace !== undefined && { where: { trace } }),
		orderBy: [{ startedAt: "desc" }, { id: "desc" }],
		take: limit,
	});
