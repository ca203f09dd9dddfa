import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkpointLocation } from "@/lib/audit/checkpoints/files";
import { makeSigner } from "@/lib/audit/testing/chain";
import {
	behindGuards,
	deleteFrom,
	moveHead,
} from "@/lib/audit/testing/superuser";
import { MINUTE } from "@/lib/core/time";
import { type Env, readEnv } from "@/lib/env";
import { endHalt } from "@/lib/governance/stops/commands";
import {
	acknowledgeIncident,
	resolveIncident,
} from "@/lib/incidents/incident/commands";
import { noteIncident } from "@/lib/incidents/incident/commands-care";
import { openIncident } from "@/lib/incidents/incident/commands-open";
import { keepCheckpoint } from "@/lib/notifications/checkpoint";
import { createWorld, type World } from "@/lib/testing/world";
import { stopIfRestored, verifyAudit } from "./verify";

const signer = makeSigner();
let world: World;
let env: Env;

/** Some events, signed at the end, and one after that. */
beforeEach(async () => {
	world = await createWorld();
	env = readEnv({
		SIGNALBOX_CHECKPOINT_KEY: signer.pem,
		SIGNALBOX_CHECKPOINT_DIR: await mkdtemp(join(tmpdir(), "signalbox-log-")),
	});
	const operator = await world.person(["operator"]);
	const { incidentId } = await openIncident(operator, {
		accountId: null,
		title: "A day's work",
		severity: 4,
	});
	for (const text of ["one", "two", "three"])
		await noteIncident(operator, { incidentId, text });
	await keepCheckpoint(world.service("worker"), env);
});
afterEach(() => world.drop());

const verify = () =>
	verifyAudit(world.service("worker"), checkpointLocation(env));
const incidents = () =>
	world.db.incident.findMany({ where: { dedupeKey: "audit-chain" } });
const halts = () => world.db.halt.findMany();

test("a sound log opens nothing and stops nothing", async () => {
	expect(await verify()).toMatchObject({
		ok: true,
		anchors: { checkpoints: 1 },
	});
	expect(await incidents()).toEqual([]);
	expect(await halts()).toEqual([]);
});

test("a fault opens one SEV1 that names it, and stays open when the log is sound again", async () => {
	const setReason = (reason: string | null) =>
		behindGuards(world.owner, () =>
			world.owner.auditEvent.update({ where: { seq: 3n }, data: { reason } }),
		);
	const { reason } = await world.db.auditEvent.findUniqueOrThrow({
		where: { seq: 3n },
	});
	await setReason("never happened");
	await verify();
	await verify();
	const [incident, ...others] = await incidents();
	expect(others).toEqual([]);
	expect(incident).toMatchObject({
		severity: 1,
		title: "The audit log is broken at event 3 (edit)",
		evidence: { kind: "edit", seq: "3" },
	});
	expect(await halts()).toEqual([]);
	const [message] = await world.db.outboxMessage.findMany({
		where: { dedupeKey: { contains: incident?.id ?? "" } },
	});
	expect(message?.text).toContain("SEV1");

	await setReason(reason);
	expect(await verify()).toMatchObject({ ok: true });
	expect(await incidents()).toMatchObject([{ state: incident?.state }]);
});

test("what a person resolved while the log is still broken comes back", async () => {
	await behindGuards(world.owner, () =>
		world.owner.auditEvent.update({
			where: { seq: 3n },
			data: { reason: "never happened" },
		}),
	);
	await verify();
	const [incident] = await incidents();
	const operator = await world.person(["operator"]);
	const on = { incidentId: incident?.id ?? "" };
	await acknowledgeIncident(operator, on);
	await resolveIncident(operator, { ...on, reason: "looked at it" });
	await world.advance(20 * MINUTE);
	await verify();
	expect(await incidents()).toHaveLength(2);
});

test("a database older than its newest checkpoint is stopped once, with a SEV1, whoever looks", async () => {
	await behindGuards(world.owner, async () => {
		await deleteFrom(world.owner, 3n);
		await moveHead(world.owner);
	});
	const [first, second] = [world.service("worker"), world.service("worker")];
	const location = checkpointLocation(env);
	const stopped = await Promise.all([
		stopIfRestored(first, location),
		stopIfRestored(second, location),
	]);
	expect(stopped.sort()).toEqual([false, true]);
	await verify();
	const [halt, ...others] = await halts();
	expect(others).toEqual([]);
	expect(halt).toMatchObject({
		accountId: null,
		kind: "operational",
		liftedAt: null,
		reason: expect.stringMatching(
			/^the database is older than the checkpoint of \d{4}-.*: restored\?$/,
		),
	});
	expect(await incidents()).toMatchObject([
		{ severity: 1, state: "triage", detector: "audit_chain" },
	]);
	expect(await keepCheckpoint(first, env)).not.toMatchObject({ kind: "kept" });

	const owner = await world.person(["owner"]);
	const lift = { haltId: halt?.id ?? "", reason: "it was our restore" };
	await endHalt(owner, lift);
	expect(await stopIfRestored(first, location)).toBe(false);
	expect(await halts()).toHaveLength(1);
});
