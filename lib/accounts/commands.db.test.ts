import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { listEvents } from "@/lib/audit/store";
import type { Db } from "@/lib/db/client";
import { createWorld, type World } from "@/lib/testing/world";
import { tokenBreakerReason } from "./calls";
import {
	addAccount,
	pauseAccount,
	resumeAccount,
	updateAccount,
} from "./commands";
import { openBreaker } from "./commands-breaker";
import { recordTokenCheck, saveToken } from "./commands-token";
import { readAccountFacts } from "./facts";
import { ACCOUNT_STATES, POSTING_POLICIES } from "./model";
import { readHeadroom, recordQuota, recordUsage } from "./usage";
import { findAccount, listAccounts } from "./views";

const TOKEN = "IGAA-canary-5f1c";
let world: World;
let db: Db;
let count = 0;

beforeAll(async () => {
	vi.stubEnv("SIGNALBOX_KEYS", `k1:${randomBytes(32).toString("base64")}`);
	world = await createWorld();
	({ db } = world);
});
afterAll(async () => {
	await world.drop();
	vi.unstubAllEnvs();
});

const setup = () => world.service("setup");
const worker = () => world.service("worker");
const person = (role: "viewer" | "admin", accountId: string | null) =>
	world.as({
		kind: "token",
		id: "p",
		name: "P",
		email: "p@example.org",
		tokenId: "t",
		scopes: ["read", "admin"],
		roles: [{ role, accountId }],
	});

const fresh = () => ({
	handle: `acme_${++count}`,
	igUserId: String(17_841_400_000_000 + count),
	name: "Acme",
	timeZone: "Europe/Berlin",
	slots: ["18:00", "09:30"],
});

const lastAction = async (id: string) =>
	(await listEvents(db, { subjectId: id, limit: 1 }))[0];

it("adds an account with one audit event", async () => {
	const ctx = setup();
	const { accountId } = await addAccount(ctx, fresh());
	const found = await findAccount(ctx, accountId);
	expect(found).toMatchObject({
		slots: ["09:30", "18:00"],
		state: "active",
		policy: "human",
		token: { kind: "none" },
		breaker: null,
	});
	expect(await lastAction(accountId)).toMatchObject({
		action: "account.add",
		actorId: "setup",
		trace: ctx.trace,
	});
});

it("refuses a handle or an Instagram ID that is taken", async () => {
	const first = fresh();
	await addAccount(setup(), first);
	const sameHandle = { ...fresh(), handle: `@${first.handle.toUpperCase()}` };
	const sameId = { ...fresh(), igUserId: first.igUserId };
	for (const input of [sameHandle, sameId])
		await expect(addAccount(setup(), input)).rejects.toMatchObject({
			code: "conflict",
		});
});

it("of two at once adds one", async () => {
	const input = fresh();
	const both = await Promise.allSettled([
		addAccount(setup(), input),
		addAccount(setup(), input),
	]);
	expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	expect(both.find(({ status }) => status === "rejected")).toMatchObject({
		reason: { code: "conflict" },
	});
});

it("refuses the wrong role, and says so in the audit", async () => {
	const { accountId } = await addAccount(setup(), fresh());
	const viewer = person("viewer", null);
	const input = { accountId, reason: "quiet week" };
	await expect(pauseAccount(viewer, input)).rejects.toMatchObject({
		code: "forbidden",
	});
	const elsewhere = await addAccount(setup(), fresh());
	const foreign = person("admin", elsewhere.accountId);
	await expect(pauseAccount(foreign, input)).rejects.toMatchObject({
		code: "forbidden",
	});
	await expect(addAccount(foreign, fresh())).rejects.toMatchObject({
		code: "forbidden",
	});
	expect(await findAccount(viewer, accountId)).toMatchObject({
		state: "active",
	});
	const denials = await listEvents(db, { action: "access.deny", limit: 3 });
	expect(denials.map(({ accountId: place }) => place)).toEqual([
		null,
		accountId,
		null,
	]);
});

it("pauses once and resumes once", async () => {
	const { accountId } = await addAccount(setup(), fresh());
	const input = { accountId, reason: "brand review" };
	await pauseAccount(setup(), input);
	await expect(pauseAccount(setup(), input)).rejects.toMatchObject({
		code: "conflict",
	});
	expect(await lastAction(accountId)).toMatchObject({
		action: "account.pause",
		reason: "brand review",
	});
	await resumeAccount(setup(), input);
	expect(await findAccount(setup(), accountId)).toMatchObject({
		state: "active",
	});
});

it("changes only what is named and audits before and after", async () => {
	const { accountId } = await addAccount(setup(), fresh());
	await updateAccount(setup(), { accountId, slots: ["07:00"] });
	expect(await findAccount(setup(), accountId)).toMatchObject({
		slots: ["07:00"],
		name: "Acme",
	});
	expect(await lastAction(accountId)).toMatchObject({
		before: { slots: ["09:30", "18:00"] },
		after: { slots: ["07:00"] },
	});
});

it("seals the token: neither the row nor the audit shows it, the process reads it", async () => {
	const { accountId } = await addAccount(setup(), fresh());
	await saveToken(setup(), { accountId, token: TOKEN, expiresAt: null });
	expect(await readAccountFacts(db, accountId)).toMatchObject({
		token: TOKEN,
		tokenFault: null,
	});
	const everything = JSON.stringify([
		await db.account.findUniqueOrThrow({ where: { id: accountId } }),
		await listEvents(db, { subjectId: accountId, limit: 10 }),
		await findAccount(setup(), accountId),
	]);
	expect(everything).not.toContain(TOKEN);

	await recordTokenCheck(worker(), { accountId, fault: "code 190" });
	expect(await readAccountFacts(db, accountId)).toMatchObject({
		tokenFault: "code 190",
	});
	await expect(
		saveToken(worker(), { accountId, token: "other", expiresAt: null }),
	).rejects.toMatchObject({ code: "forbidden" });
});

it("names the fault of a token whose key is gone", async () => {
	const { accountId } = await addAccount(setup(), fresh());
	await saveToken(setup(), { accountId, token: TOKEN, expiresAt: null });
	await db.account.update({
		where: { id: accountId },
		data: { tokenKeyId: "k0" },
	});
	expect(await readAccountFacts(db, accountId)).toMatchObject({
		token: null,
		tokenFault: expect.stringContaining("k0"),
	});
});

it("opens the breaker and never shortens it", async () => {
	const { accountId } = await addAccount(setup(), fresh());
	const far = new Date("2099-01-02T00:00:00Z");
	const near = new Date("2099-01-01T00:00:00Z");
	await openBreaker(worker(), { accountId, until: far, reason: "code 4" });
	await openBreaker(worker(), { accountId, until: near, reason: "code 4" });
	expect(await findAccount(setup(), accountId)).toMatchObject({
		breaker: { until: far.toISOString(), reason: "code 4" },
	});
});

it("says that calls are stopped only while they are, and whether a token ends it", async () => {
	const { accountId } = await addAccount(setup(), fresh());
	const until = new Date("2099-01-01T00:00:00Z");
	const reason = tokenBreakerReason("token invalid (190)");
	await openBreaker(worker(), { accountId, until, reason });
	expect((await findAccount(setup(), accountId))?.callsStop).toEqual({
		sentence: `calls for the account are stopped until ${until.toISOString()}`,
		ofToken: true,
	});
	const over = { breakerUntil: new Date("2020-01-01T00:00:00Z") };
	await db.account.update({ where: { id: accountId }, data: over });
	expect(await findAccount(setup(), accountId)).toMatchObject({
		breaker: null,
		callsStop: null,
	});
});

it("keeps another cause's reason when a token fault comes on top", async () => {
	const { accountId } = await addAccount(setup(), fresh());
	const until = new Date("2099-01-01T00:00:00Z");
	const reason = tokenBreakerReason("token invalid (190)");
	await openBreaker(worker(), { accountId, until, reason: "code 4" });
	await openBreaker(worker(), { accountId, until, reason });
	await saveToken(setup(), { accountId, token: TOKEN, expiresAt: null });
	expect(await findAccount(setup(), accountId)).toMatchObject({
		breaker: { reason: "code 4" },
	});
});

it("shows an account to those with a role on it alone", async () => {
	const mine = await addAccount(setup(), fresh());
	const other = await addAccount(setup(), fresh());
	const viewer = person("viewer", mine.accountId);
	expect((await listAccounts(viewer)).map(({ id }) => id)).toEqual([
		mine.accountId,
	]);
	expect(await findAccount(viewer, other.accountId)).toBeNull();
	await expect(readHeadroom(viewer, other.accountId)).rejects.toMatchObject({
		code: "forbidden",
	});
});

it("keeps the newest readings and says when there is none", async () => {
	const { accountId } = await addAccount(setup(), fresh());
	expect(await readHeadroom(setup(), accountId)).toEqual({
		usage: null,
		quota: null,
	});
	const none = { percent: null, regainMinutes: null, readings: [] };
	await recordUsage(db, accountId, none);
	await recordUsage(db, accountId, { ...none, percent: 28 });
	await recordUsage(db, accountId, {
		...none,
		percent: 101,
		regainMinutes: 19,
	});
	await recordQuota(db, accountId, { usage: 2, total: 50 });
	expect(await readHeadroom(setup(), accountId)).toMatchObject({
		usage: { usedPercent: 101, regainAt: expect.any(String) },
		quota: { usage: 2, total: 50 },
	});
});

it("names the states that the database knows, and no other", async () => {
	const known = await db.$queryRaw`
		SELECT enum_range(null::account_state)::text[] AS states,
			enum_range(null::posting_policy)::text[] AS policies`;
	expect(known).toEqual([
		{ states: [...ACCOUNT_STATES], policies: [...POSTING_POLICIES] },
	]);
});
