import { afterAll, beforeAll, expect, test } from "vitest";
import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { createWorld, type World } from "@/lib/testing/world";
import { endLostOperations, listOperations, runOperation } from "./operation";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

const ctxOf = (trace: string): Ctx => ({
	db: world.db,
	actor: serviceActor("worker"),
	trace,
	address: null,
});

/** What a process leaves that was killed so long ago. */
async function killed(agoMs: number): Promise<string> {
	const id = newId();
	await world.db.operationRun.create({
		data: {
			...{ id, trace: id, command: "run-worker", input: {} },
			...{ actorKind: "service", actorId: "cli", actorName: "cli" },
			startedAt: addMs(await appNow(world.db), -agoMs),
		},
	});
	return id;
}

const viewOf = async (trace: string) =>
	(await listOperations(ctxOf("reader"))).find((row) => row.trace === trace);

test("an operation that never said how it ended is ended as lost, with the reason", async () => {
	const lost = await killed(HOUR + MINUTE);
	const under = await killed(HOUR - MINUTE);
	await endLostOperations(ctxOf("janitor"));
	expect(await viewOf(lost)).toMatchObject({
		state: "failed",
		summary: "lost: within 60 minutes nobody said how it ended",
		finishedAt: expect.any(String),
	});
	expect(await viewOf(under)).toMatchObject({
		state: "running",
		finishedAt: null,
	});
});

test("an operation given up too early still has the last word", async () => {
	const ctx = ctxOf(newId());
	const input = {};
	await runOperation(ctx, { command: "audit-verify", input }, async () => {
		await world.db.operationRun.updateMany({
			where: { trace: ctx.trace },
			data: { startedAt: addMs(await appNow(world.db), -2 * HOUR) },
		});
		await endLostOperations(ctxOf("janitor"));
		expect(await viewOf(ctx.trace)).toMatchObject({ state: "failed" });
		return { ok: true, summary: "the chain is whole", result: null };
	});
	expect(await viewOf(ctx.trace)).toMatchObject({
		state: "succeeded",
		summary: "the chain is whole",
	});
});
