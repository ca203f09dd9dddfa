import { mkdtempSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSigner } from "@/lib/audit/testing/chain";
import { listAudit } from "@/lib/audit/views";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import { exportDecision } from "@/lib/publishing/decisions/export";
import { readDecision } from "@/lib/publishing/decisions/views";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { readPost } from "@/lib/publishing/queue/views-post";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";

let stage: Stage;
let ops: ReturnType<typeof opsOn>;

beforeAll(async () => {
	stage = await createStage();
	ops = opsOn(stage.urls);
});
afterAll(() => stage.close());

const folder = mkdtempSync(join(tmpdir(), "signalbox-decision-"));

/** A post that went out live, by its intent's decision. */
async function published(): Promise<string> {
	const account = await stage.connected();
	await stage.open(account.id);
	const postId = await stage.post(account.id);
	await publishDuePost(stage.worker, postId, stage.deps());
	const [intent] = (await readPost(stage.operator, postId)).decisions;
	if (!intent) throw new Error("the gate was not asked");
	return intent.id;
}

async function exported(id: string) {
	const path = join(folder, `${id}.json`);
	const words = ["governance", "decision", id, "--out", path];
	const { code, stdout } = await ops([...words, "--output", "json"]);
	expect(code).toBe(0);
	const { publicKey, decisions } = JSON.parse(stdout);
	return { path, key: String(publicKey), decisions };
}

const verify = (path: string, key: string) =>
	ops(["audit-verify", path, "--key", key]);

test("is told in words, and exported as a file that verifies by itself", async () => {
	const id = await published();
	const { stdout } = await ops(["governance", "decision", id]);
	expect(stdout).toContain("Cleared to go out live because all three signals");
	expect(stdout).toMatch(/audit event \d+ vouches for it/);

	const { path, key, decisions } = await exported(id);
	expect(decisions).toBe(2);
	const verdict = await verify(path, key);
	expect(verdict.stdout).toContain(`intact: decision ${id}, audit event`);
	expect(verdict.code).toBe(0);
	const [event] = await listAudit(stage.operator, {
		action: "audit.export",
		limit: 1,
	});
	expect(event).toMatchObject({ subjectType: "decision", subjectId: id });

	const text = await readFile(path, "utf8");
	await writeFile(path, text.replace('"mode": "live"', '"mode": "held"'));
	const edited = await verify(path, key);
	expect(edited.stdout).toContain("TAMPERED (record edited)");
	expect(edited.code).toBe(1);
});

test("edited in the database by its owner, it says so, and so does its export", async () => {
	const id = await published();
	await stage.owner.$executeRaw`ALTER TABLE gate_decision DISABLE TRIGGER USER`;
	await stage.owner.gateDecision.update({
		where: { id },
		data: { duties: "off" },
	});
	await stage.owner.$executeRaw`ALTER TABLE gate_decision ENABLE TRIGGER USER`;
	const { decision } = await readDecision(stage.operator, id);
	expect(decision.proof).toMatchObject({ intact: false });
	const { path, key } = await exported(id);
	expect((await verify(path, key)).stdout).toMatch(
		new RegExp(`TAMPERED \\(record edited\\): decision ${id}`),
	);
});

test("a decision that does not exist is refused, and so is whoever may not export", async () => {
	const missing = await ops([
		"governance",
		"decision",
		"0190f0f0-0000-7000-8000-000000000000",
	]);
	expect(missing).toMatchObject({ code: 1 });
	expect(missing.stderr).toContain("there is no such decision");
	const viewer = await stage.person(["viewer"]);
	const id = await published();
	const privateKey = makeSigner().pem;
	await expect(
		exportDecision(viewer, { id, privateKey }),
	).rejects.toMatchObject({ code: "forbidden" });
});
