import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSigner } from "@/lib/audit/testing/chain";
import { behindGuards } from "@/lib/audit/testing/superuser";
import { HOUR } from "@/lib/core/time";
import { readEnv } from "@/lib/env";
import { startWorker, type Worker } from "@/lib/jobs/start-worker";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";
import { type ScheduleName, taskOfSchedule } from "./schedules";
import { enqueueTask } from "./store";

let stage: Stage;
let worker: Worker;
beforeAll(async () => {
	stage = await createStage();
	const env = readEnv({
		DATABASE_URL: stage.urls.appUrl,
		SIGNALBOX_KEYS: process.env.SIGNALBOX_KEYS,
		SIGNALBOX_TICK_MS: "50",
		SIGNALBOX_CHECKPOINT_KEY: makeSigner().pem,
		SIGNALBOX_CHECKPOINT_DIR: await mkdtemp(join(tmpdir(), "signalbox-duty-")),
		INSTAGRAM_GRAPH_URL: stage.emulatorUrl,
		PUBLIC_MEDIA_BASE_URL: stage.deps().mediaBaseUrl,
	});
	worker = await startWorker(env, pino({ level: "silent" }));
});
afterAll(async () => {
	await worker.stop();
	await stage.close();
});

const wake = (duty: ScheduleName) =>
	enqueueTask(stage.db, taskOfSchedule(duty));

test("a worker reminds of a post that nobody approved", async () => {
	const { id } = await stage.connected();
	await stage.post(id, { inMs: HOUR, approved: false });
	await wake("remind_approvals");
	const told = () =>
		stage.db.outboxMessage.count({ where: { kind: "post.remind" } });
	await expect.poll(told).toBe(1);
});

test("a worker that verifies the log and finds it broken opens a SEV1", async () => {
	await behindGuards(stage.owner, () =>
		stage.owner.auditEvent.update({
			where: { seq: 2n },
			data: { reason: "never happened" },
		}),
	);
	await wake("verify_audit");
	const found = () =>
		stage.db.incident.findFirst({ where: { detector: "audit_chain" } });
	await expect.poll(found).toMatchObject({
		severity: 1,
		title: "The audit log is broken at event 2 (edit)",
	});
});
