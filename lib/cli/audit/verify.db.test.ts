import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSigner } from "@/lib/audit/testing/chain";
import {
	behindGuards,
	deleteFrom,
	moveHead,
} from "@/lib/audit/testing/superuser";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import { readEnv } from "@/lib/env";
import { setHalt } from "@/lib/governance/stops/commands";
import { keepCheckpoint } from "@/lib/notifications/checkpoint";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

test("ops audit-verify compares the database with the checkpoints, and says with which", async () => {
	const given = {
		SIGNALBOX_CHECKPOINT_KEY: makeSigner().pem,
		SIGNALBOX_CHECKPOINT_DIR: await mkdtemp(join(tmpdir(), "signalbox-ops-")),
	};
	const ops = opsOn(world.urls, given);
	for (const reason of ["one", "two", "three"])
		await setHalt(await world.person(["operator"]), { reason });
	expect(await ops(["audit-verify"])).toMatchObject({
		code: 0,
		stdout: expect.stringContaining("there is no checkpoint in"),
	});
	await keepCheckpoint(world.service("worker"), readEnv(given));
	expect(await ops(["audit-verify"])).toMatchObject({
		code: 0,
		stdout: expect.stringMatching(
			/compared with the head row and 1 checkpoint in .*, the last one of event \d+/,
		),
	});
	await behindGuards(world.owner, async () => {
		await deleteFrom(world.owner, 3n);
		await moveHead(world.owner);
	});
	const told = await ops(["audit-verify", "--output", "json"]);
	expect(told.code).toBe(1);
	expect(JSON.parse(told.stdout)).toMatchObject({
		ok: false,
		kind: "truncated",
		seq: "2",
		anchors: { checkpoints: 1 },
	});
	expect(await ops(["audit-verify", "--key", "K"])).toMatchObject({ code: 2 });
});
