import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SECOND } from "@/lib/core/time";
import type { Tx } from "@/lib/db/client";
import {
	type Caller,
	createCallers,
	signedInAgo,
} from "@/lib/testing/authz/actors";
import {
	ACCOUNT_ACTS,
	GOVERNANCE_ACTS,
	PEOPLE_ACTS,
} from "@/lib/testing/authz/acts-governance";
import { QUEUE_ACTS, WORKER_ACTS } from "@/lib/testing/authz/acts-publishing";
import { CONTENT_ACTS, REMAINING_ACTS } from "@/lib/testing/authz/acts-rest";
import type { Act, Acts } from "@/lib/testing/authz/acts-shape";
import { INCIDENT_ACTS, PIPELINE_ACTS } from "@/lib/testing/authz/acts-work";
import { type Cell, tryAs } from "@/lib/testing/authz/cell";
import type { Row } from "@/lib/testing/authz/row";
import { type AuthzStage, createAuthzStage } from "@/lib/testing/authz/stage";
import { COMMANDS } from "@/lib/testing/authz/table";
import { USES } from "@/lib/testing/authz/uses";
import { createWorld, type World } from "@/lib/testing/world";
import { REAUTH_GRACE_MS } from "./command";

const ACTS: Acts = {
	...ACCOUNT_ACTS,
	...GOVERNANCE_ACTS,
	...PEOPLE_ACTS,
	...QUEUE_ACTS,
	...WORKER_ACTS,
	...INCIDENT_ACTS,
	...PIPELINE_ACTS,
	...CONTENT_ACTS,
	...REMAINING_ACTS,
};
const ROWS = [...COMMANDS, ...USES];
const isCommand = (row: Row) => COMMANDS.includes(row);

let world: World;
let at: AuthzStage;
let callers: Caller[];
let folder: string;
let cells = 0;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "signalbox-authz-"));
	const privateKey = generateKeyPairSync("ed25519")
		.privateKey.export({ type: "pkcs8", format: "der" })
		.toString("base64");
	vi.stubEnv("SIGNALBOX_DATA_DIR", folder);
	vi.stubEnv("SIGNALBOX_CHECKPOINT_KEY", privateKey);
	vi.stubEnv("SIGNALBOX_KEYS", `k1:${randomBytes(32).toString("base64")}`);
	world = await createWorld();
	at = await createAuthzStage(world, {
		path: join(folder, "audit.jsonl"),
		privateKey,
	});
	const other = await world.account();
	callers = await createCallers(world, { own: at.accountId, other });
});
afterAll(async () => {
	console.info(`authorisation matrix: ${cells} cells`);
	await world.drop();
	rmSync(folder, { recursive: true, force: true });
	vi.unstubAllEnvs();
});

class Undo extends Error {}

/** All cells of a row in one transaction that leaves nothing behind. */
const undone = (work: (tx: Tx) => Promise<void>): Promise<void> =>
	world.db
		.$transaction(
			async (tx) => {
				await tx.$executeRaw`SAVEPOINT cell`;
				await work(tx);
				throw new Undo();
			},
			{ timeout: 600_000 },
		)
		.catch((error: unknown) => {
			if (!(error instanceof Undo)) throw error;
		});

const actOf = (row: Row): Act => {
	const act = ACTS[row.id];
	if (!act) throw new Error(`no call of ${row.id} is written down`);
	return act;
};

/** What is wrong with how a caller was answered, or null. */
function fault(row: Row, caller: Caller, cell: Cell): string | null {
	const said = `${caller.name}: ${cell.code} ${cell.message}`;
	if (caller.may(row))
		return cell.code === "forbidden" || cell.code === "reauth_required"
			? said
			: null;
	if (row.others === "hidden" && caller.elsewhere && cell.code === "not_found")
		return null;
	if (cell.code !== "forbidden") return said;
	const recorded = row.permissions.some((one) => cell.denied.includes(one));
	return isCommand(row) && !row.narrowed && !recorded
		? `${said} (not recorded)`
		: null;
}

describe("who may is let in, who may not is refused and recorded", () => {
	test.each(ROWS.map((row) => [row.id, row] as const))("%s", async (_, row) => {
		const act = actOf(row);
		const faults: string[] = [];
		await undone(async (tx) => {
			for (const caller of callers) {
				const cell = await tryAs(tx, caller.actor, { act, at });
				cells += 1;
				const wrong = fault(row, caller, cell);
				if (wrong) faults.push(wrong);
			}
		});
		expect(faults).toEqual([]);
	});
});

describe("a sensitive act asks for the password again after five minutes, no other does", () => {
	const rows = COMMANDS.filter(({ may }) => may.roles.length > 0);
	test("in every row", async () => {
		const late = await signedInAgo(world, REAUTH_GRACE_MS + SECOND);
		const asked: string[] = [];
		for (const row of rows)
			await undone(async (tx) => {
				const { code } = await tryAs(tx, late, { act: actOf(row), at });
				cells += 1;
				if (code === "reauth_required") asked.push(row.id);
			});
		expect(asked).toEqual(
			rows.filter(({ may }) => may.again).map(({ id }) => id),
		);
	});
});
