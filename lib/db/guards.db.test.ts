import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { switchAutoCleanOff } from "@/lib/accounts/policy/commands-off";
import { lockHead } from "@/lib/audit/store";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR } from "@/lib/core/time";
import { setHalt, setHold } from "@/lib/governance/stops/commands";
import { requestWindow } from "@/lib/governance/windows/commands";
import { createWorld, type World } from "@/lib/testing/world";
import type { Tx } from "./client";
import { appNow } from "./clock";

// What the application role may not write, whatever the application asks for.
let world: World;
let owner: Ctx;
beforeAll(async () => {
	world = await createWorld();
	owner = await world.person(["owner"]);
});
afterAll(() => world.drop());

test("a window is born as a request of this moment: not reviewed, handed over, ended or dated ahead", async () => {
	const accountIds = [await world.account()];
	const other = await world.person(["compliance"]);
	const now = await world.now();
	const row = (change: object, requestedAt = now) =>
		world.db.approvalWindow.create({
			data: {
				id: newId(),
				accountIds,
				reason: "by hand",
				opensAt: requestedAt,
				closesAt: addMs(requestedAt, HOUR),
				requestedBy: owner.actor.id,
				requestedAt,
				...change,
			},
		});
	const refused = /a window begins as a request of this moment/;
	const reviewed = { reviewedBy: other.actor.id, reviewedAt: now };
	for (const change of [
		{ ...reviewed, reviewNote: "fine" },
		{ handedTo: other.actor.id },
		{ state: "closed" as const, closedAt: now },
		{ sweptAt: now },
	])
		await expect(row(change)).rejects.toThrow(refused);
	await expect(row({}, addMs(now, HOUR))).rejects.toThrow(refused);
	const { id } = await row({});
	// Counted from nought, the first account would be no account to whoever asks for number one.
	await expect(
		world.db.$executeRaw`INSERT INTO approval_window
			(id, account_ids, reason, opens_at, closes_at, requested_by, requested_at)
			SELECT gen_random_uuid(), ('[0:0]={' || ${accountIds[0]} || '}')::uuid[], reason, opens_at, closes_at, requested_by, app_now()
			FROM approval_window WHERE id = ${id}::uuid`,
	).rejects.toThrow(/approval_window_accounts_from_one/);
});

test("what counts from its time on is not dated ahead: requests that take two people, approvals", async () => {
	const accountId = await world.account();
	const lead = await world.person(["compliance"]);
	const reason = "by hand";
	const { holdId } = await setHold(lead, { accountId, reason });
	const ahead = addMs(await world.now(), HOUR);
	const asked = { reason, requestedBy: owner.actor.id, requestedAt: ahead };
	const later = addMs(ahead, HOUR);
	for (const row of [
		world.db.autoCleanRequest.create({
			data: { id: newId(), accountId, ...asked },
		}),
		world.db.holdEndRequest.create({
			data: { id: newId(), holdId, endsAt: later, ...asked },
		}),
		world.db.approval.create({
			data: {
				id: newId(),
				postId: newId(),
				verdict: "approved",
				kind: "human",
				decidedBy: lead.actor.id,
				decidedByName: lead.actor.name,
				decidedAt: ahead,
				digest: "a".repeat(64),
				payload: {},
				policyVersion: "rules@1",
				validUntil: later,
			},
		}),
	])
		await expect(row).rejects.toThrow(/is not dated ahead/);
});

test("people and roles are as old as their rows, whatever the application says of them", async () => {
	const long = new Date(0);
	const personId = newId();
	const email = `${personId}@example.test`;
	const before = await world.now();
	const person = await world.db.person.create({
		data: { id: personId, name: "Late", email, createdAt: long },
	});
	const role = { personId, role: "owner", grantedBy: "x" } as const;
	const grant = await world.db.roleGrant.create({
		data: { ...role, id: newId(), grantedAt: long },
	});
	for (const at of [person.createdAt, person.activeSince, grant.grantedAt])
		expect(at.getTime()).toBeGreaterThanOrEqual(before.getTime());
});

test("a role that was taken back is granted anew, it does not stand again", async () => {
	const { actor } = await world.person(["compliance"]);
	const change = (revokedAt: Date | null) =>
		world.db.roleGrant.updateMany({
			where: { personId: actor.id },
			data: { revokedAt, revokedBy: "x" },
		});
	await change(await world.now());
	await expect(change(null)).rejects.toThrow(/only be taken back/);
});

describe("a table of one's own stands in for none that the guards read", () => {
	/** In a transaction that leaves nothing behind. */
	const beside = async <T>(
		own: string,
		act: (tx: Tx) => Promise<T>,
	): Promise<T> => {
		const rolledBack = new Error("rolled back");
		const seen: T[] = [];
		await world.db
			.$transaction(async (tx) => {
				await tx.$executeRawUnsafe(`CREATE TEMP TABLE ${own}`);
				seen.push(await act(tx));
				throw rolledBack;
			})
			.catch((error) => {
				if (error !== rolledBack) throw error;
			});
		return seen[0] as T;
	};

	test("the setting that keeps duties apart", async () => {
		const accountIds = [await world.account()];
		const asked = { accountIds, reason: "just this once" };
		const { windowId } = await requestWindow(owner, asked);
		const since = addMs(await world.now(), 1);
		const young = await world.person(["compliance"], { since });
		const data = {
			id: newId(),
			windowId,
			signal: "GOVERNANCE_APPROVED",
			grantedBy: young.actor.id,
			grantedAt: since,
		} as const;
		await expect(
			beside("setting AS SELECT 1 AS id, false AS separation_of_duties", (tx) =>
				tx.windowGrant.create({ data }),
			),
		).rejects.toThrow(/older than the request/);
	});

	test("the clock", async () => {
		const before = await world.now();
		const now = await beside(
			"test_clock AS SELECT 1 AS id, -86400000::bigint AS offset_ms",
			appNow,
		);
		expect(now.getTime()).toBeGreaterThanOrEqual(before.getTime());
	});

	test("the head of the log", async () => {
		const forged = "audit_head AS SELECT 1 AS id, 7000::bigint AS seq";
		const { seq } = await beside(
			`${forged}, repeat('0', 64) AS hash`,
			async (tx) => {
				await tx.$executeRaw`GRANT ALL ON audit_head TO PUBLIC`;
				return lockHead(tx);
			},
		);
		expect(seq).toBeLessThan(7000n);
	});
});

test("every function of ours looks for its tables where they are", async () => {
	const loose = await world.db.$queryRaw`
		SELECT proname FROM pg_proc
		WHERE pronamespace = 'public'::regnamespace
			AND NOT 'search_path=public, pg_temp' = ANY (COALESCE(proconfig, '{}'))`;
	expect(loose).toEqual([]);
});

test("a halt is lifted once, and neither moved to another account nor set anew", async () => {
	const { haltId } = await setHalt(owner, { reason: "stop" });
	const accountId = await world.account();
	const change = (data: object) =>
		world.db.halt.update({ where: { id: haltId }, data });
	const refused = /can only be lifted, once/;
	await expect(change({ accountId })).rejects.toThrow(refused);
	await expect(change({ kind: "policy" })).rejects.toThrow(refused);
	const lifted = { liftedBy: "x", liftedAt: await world.now() };
	await change(lifted);
	await expect(change({ liftedBy: "y" })).rejects.toThrow(refused);
});

test("a quarantine stays on its bytes", async () => {
	const id = newId();
	const by = { setBy: "x", setByName: "X", setAt: await world.now() };
	await world.db.quarantine.create({
		data: { id, sha256: "a".repeat(64), reason: "stolen", ...by },
	});
	await expect(
		world.db.quarantine.update({
			where: { id },
			data: { sha256: "b".repeat(64) },
		}),
	).rejects.toThrow(/can only be lifted, once/);
});

test("a confirmation that was used does not switch auto-clean on again", async () => {
	const accountId = await world.account();
	await world.autoClean(accountId);
	const where = { id: accountId };
	const { policyRequestId } = await world.db.account.findUniqueOrThrow({
		where,
	});
	await switchAutoCleanOff(owner, { accountId, reason: "enough" });
	await expect(
		world.db.account.update({
			where,
			data: { policy: "auto_clean", policyRequestId },
		}),
	).rejects.toThrow(/needs a confirmed request/);
});
