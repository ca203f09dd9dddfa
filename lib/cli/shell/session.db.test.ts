import { afterAll, beforeAll, expect, test } from "vitest";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

test("what an ops left that was killed an hour ago is ended by the next one, without any worker", async () => {
	const id = newId();
	await world.owner.operationRun.create({
		data: {
			...{ id, trace: id, command: "run-worker", input: {} },
			...{ actorKind: "service", actorId: "cli", actorName: "cli" },
			startedAt: addMs(await world.now(), -(HOUR + MINUTE)),
		},
	});
	const told = await opsOn(world.urls)(["users", "list"]);
	expect(told.code).toBe(0);
	const kept = await world.owner.operationRun.findUniqueOrThrow({
		where: { id },
	});
	expect(kept).toMatchObject({
		state: "failed",
		summary: "lost: within 60 minutes nobody said how it ended",
	});
});
