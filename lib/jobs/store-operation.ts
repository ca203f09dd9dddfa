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
		where: { id, state: "running" },
		data: { ...row, result: jsonOf(result) },
	});
}

export const listOperationRows = (db: Db, limit: number) =>
	db.operationRun.findMany({
		orderBy: [{ startedAt: "desc" }, { id: "desc" }],
		take: limit,
	});
