import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { listAudit } from "@/lib/audit/views";
import {
	createEmulatorControl,
	type EmulatorControl,
} from "@/lib/connectors/emulator/control/client";
import { type Emulator, startEmulator } from "@/lib/connectors/emulator/server";
import { addMs, DAY } from "@/lib/core/time";
import type { Db } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { createWorld, type World } from "@/lib/testing/world";
import { tokenBreakerReason } from "./calls";
import { addAccount } from "./commands";
import { openBreaker } from "./commands-breaker";
import { saveToken } from "./commands-token";
import { connectAccount, refreshTokens } from "./connect";
import { readAccountFacts } from "./facts";
import { findAccount } from "./views";

let world: World;
let db: Db;
let emulator: Emulator;
let control: EmulatorControl;
let count = 0;
const dir = mkdtempSync(join(tmpdir(), "signalbox-connect-"));

beforeAll(async () => {
	emulator = await startEmulator({
		port: 0,
		host: "127.0.0.1",
		stateFile: join(dir, "emulator.json"),
	});
	control = createEmulatorControl(emulator.url);
	vi.stubEnv("SIGNALBOX_KEYS", `k1:${randomBytes(32).toString("base64")}`);
	vi.stubEnv("INSTAGRAM_GRAPH_URL", emulator.url);
	world = await createWorld();
	({ db } = world);
});
afterAll(async () => {
	await world.drop();
	await emulator.close();
	rmSync(dir, { recursive: true });
	vi.unstubAllEnvs();
});

const account = async () => {
	const igUserId = String(17_841_400_000_100 + ++count);
	const handle = `acme_${count}`;
	const token = `token-${count}`;
	await control.ensureAccount({
		igId: igUserId,
		username: handle,
		token,
		followers: 10,
	});
	const { accountId } = await addAccount(world.service("setup"), {
		handle,
		igUserId,
		name: "Acme",
		timeZone: "UTC",
		slots: ["09:00"],
	});
	return { accountId, igUserId, token };
};

it("stores a token that works, and none that does not", async () => {
	const mine = await account();
	const other = await account();
	const wrong = await connectAccount(world.service("setup"), {
		accountId: mine.accountId,
		token: other.token,
	});
	expect(wrong).toMatchObject({
		connected: false,
		missing: [expect.stringContaining("not for @")],
	});
	expect((await readAccountFacts(db, mine.accountId)).token).toBeNull();

	const right = { accountId: mine.accountId, token: mine.token };
	expect(await connectAccount(world.service("setup"), right)).toEqual({
		connected: true,
		missing: [],
	});
	expect((await readAccountFacts(db, mine.accountId)).token).toBe(mine.token);
	await expect(
		connectAccount(world.service("worker"), right),
	).rejects.toMatchObject({
		code: "forbidden",
	});
});

it("says what is wrong with the stored token, and forgets it once it works", async () => {
	const { accountId, igUserId, token } = await account();
	await saveToken(world.service("setup"), {
		accountId,
		token,
		expiresAt: null,
	});
	await control.setToken({ igId: igUserId, token, revoked: true });
	const revoked = await connectAccount(world.service("setup"), { accountId });
	expect(revoked).toMatchObject({
		connected: false,
		missing: [expect.stringContaining("code 190")],
	});
	const faulty = await findAccount(world.service("setup"), accountId);
	expect(faulty?.token).toMatchObject({
		fault: expect.stringContaining("code 190"),
	});
	await control.setToken({ igId: igUserId, token, revoked: false });
	await connectAccount(world.service("setup"), { accountId });
	const mended = await findAccount(world.service("setup"), accountId);
	expect(mended?.token).toMatchObject({ fault: null });
});

const stop = (accountId: string, reason: string) =>
	openBreaker(world.service("worker"), {
		accountId,
		until: new Date("2099-01-01T00:00:00Z"),
		reason,
	});
const breakerOf = async (accountId: string) =>
	(await findAccount(world.service("setup"), accountId))?.breaker ?? null;
const ofToken = tokenBreakerReason("token invalid (190)");

it("lets calls go on that a token fault stopped, once a token works", async () => {
	const { accountId, token } = await account();
	await stop(accountId, ofToken);
	await connectAccount(world.service("setup"), { accountId, token });
	expect(await breakerOf(accountId)).toBeNull();
	await stop(accountId, ofToken);
	await connectAccount(world.service("setup"), { accountId });
	expect(await breakerOf(accountId)).toBeNull();
	const events = await listAudit(world.service("setup"), {
		subjectId: accountId,
		limit: 20,
	});
	expect(
		events.filter(({ action }) => action === "account.breaker-close"),
	).toHaveLength(2);
});

it("leaves calls stopped by a rate limit, and by a token that still fails", async () => {
	const limited = await account();
	await stop(limited.accountId, "application limit (4)");
	await connectAccount(world.service("setup"), limited);
	await connectAccount(world.service("setup"), {
		accountId: limited.accountId,
	});
	expect(await breakerOf(limited.accountId)).not.toBeNull();
	const faulty = await account();
	await stop(faulty.accountId, ofToken);
	await connectAccount(world.service("setup"), {
		...faulty,
		token: limited.token,
	});
	expect(await breakerOf(faulty.accountId)).not.toBeNull();
});

it("blames no stored token while the platform is silent", async () => {
	const { accountId, token } = await account();
	await saveToken(world.service("setup"), {
		accountId,
		token,
		expiresAt: null,
	});
	vi.stubEnv("INSTAGRAM_GRAPH_URL", "http://127.0.0.1:1");
	const asked = await connectAccount(world.service("setup"), { accountId });
	vi.stubEnv("INSTAGRAM_GRAPH_URL", emulator.url);
	expect(asked).toMatchObject({
		connected: false,
		missing: [expect.stringContaining("could not say")],
	});
	const view = await findAccount(world.service("setup"), accountId);
	expect(view?.token).toMatchObject({ fault: null });
});

it("blames no stored token for what the platform holds against the account", async () => {
	const { accountId, igUserId, token } = await account();
	await saveToken(world.service("setup"), {
		accountId,
		token,
		expiresAt: null,
	});
	await control.addFault({
		kind: "graph_error",
		igId: igUserId,
		count: 1,
		params: { code: 368, message: "temporarily blocked" },
	});
	expect(
		await connectAccount(world.service("setup"), { accountId }),
	).toMatchObject({
		connected: false,
		missing: [expect.stringContaining("temporarily blocked")],
	});
	const facts = await readAccountFacts(db, accountId);
	expect(facts).toMatchObject({ token, tokenFault: null });
});

it("blames no stored token for keys of ours that do not open it", async () => {
	const { accountId, token } = await account();
	const soon = addMs(await appNow(db), 20 * DAY);
	await saveToken(world.service("setup"), {
		accountId,
		token,
		expiresAt: soon,
	});
	const keyed = (tokenKeyId: string) =>
		db.account.update({ where: { id: accountId }, data: { tokenKeyId } });
	await keyed("k0");
	await refreshTokens(world.service("worker"));
	await keyed("k1");
	const facts = await readAccountFacts(db, accountId);
	expect(facts).toMatchObject({ token, tokenFault: null });
	await saveToken(world.service("setup"), {
		accountId,
		token,
		expiresAt: null,
	});
});

it("keeps using a token whose renewal got no answer", async () => {
	const { accountId, token } = await account();
	const soon = addMs(await appNow(db), 20 * DAY);
	await saveToken(world.service("setup"), {
		accountId,
		token,
		expiresAt: soon,
	});
	vi.stubEnv("INSTAGRAM_GRAPH_URL", "http://127.0.0.1:1");
	expect((await refreshTokens(world.service("worker"))).failed).toBeGreaterThan(
		0,
	);
	vi.stubEnv("INSTAGRAM_GRAPH_URL", emulator.url);
	const facts = await readAccountFacts(db, accountId);
	expect(facts).toMatchObject({ token, tokenFault: null });
	await saveToken(world.service("setup"), {
		accountId,
		token,
		expiresAt: null,
	});
});

it("renews a token of an unknown end once it is a day old, and knows its end from then on", async () => {
	const { accountId, igUserId, token } = await account();
	await control.setToken({ igId: igUserId, token, ageMs: 2 * DAY });
	await connectAccount(world.service("setup"), { accountId, token });
	expect(await refreshTokens(world.service("worker"))).toMatchObject({
		renewed: 0,
	});
	const dayAgo = addMs(await appNow(db), -DAY);
	await db.account.update({
		where: { id: accountId },
		data: { tokenSavedAt: dayAgo },
	});
	// A look at it does not make it younger.
	await connectAccount(world.service("setup"), { accountId });
	expect(await refreshTokens(world.service("worker"))).toMatchObject({
		renewed: 1,
	});
	const view = await findAccount(world.service("setup"), accountId);
	expect(view?.token).toMatchObject({ expiresAt: expect.any(String) });
});

it("renews what ends soon, and names what has ended", async () => {
	const now = await appNow(db);
	const soon = await account();
	await control.setToken({
		igId: soon.igUserId,
		token: soon.token,
		ageMs: 40 * DAY,
		expiresInMs: 20 * DAY,
	});
	await saveToken(world.service("setup"), {
		...soon,
		expiresAt: addMs(now, 20 * DAY),
	});
	const over = await account();
	await saveToken(world.service("setup"), {
		...over,
		expiresAt: addMs(now, -DAY),
	});

	expect(await refreshTokens(world.service("worker"))).toEqual({
		renewed: 1,
		failed: 1,
	});
	const renewed = await readAccountFacts(db, soon.accountId);
	expect(renewed.token).not.toBeNull();
	const view = await findAccount(world.service("setup"), soon.accountId);
	if (view?.token.kind !== "stored" || !view.token.expiresAt)
		throw new Error("no token");
	expect(new Date(view.token.expiresAt).getTime()).toBeGreaterThan(
		addMs(now, 50 * DAY).getTime(),
	);
	const client = await connectAccount(world.service("setup"), {
		accountId: soon.accountId,
	});
	expect(client.connected).toBe(true);
	expect(
		(await findAccount(world.service("setup"), over.accountId))?.token,
	).toMatchObject({
		fault: expect.stringContaining("expired"),
	});
});
