import { afterAll, beforeAll, expect, it } from "vitest";
import { listEvents } from "@/lib/audit/store";
import { createDb, type Db } from "@/lib/db/client";
import {
	addPerson,
	disablePerson,
	enablePerson,
} from "@/lib/people/admin/commands";
import { grantRole, revokeRole } from "@/lib/people/admin/commands-roles";
import { createWorld, type World } from "@/lib/testing/world";
import { changePassword, reauthenticate } from "./confirm-password";
import { actorOfSession, findSession, signOut } from "./sessions";
import { signIn, signInDemo } from "./sign-in";

let world: World;
let db: Db;
let owner: Db;
let count = 0;

beforeAll(async () => {
	world = await createWorld();
	({ db, owner } = world);
});
afterAll(() => world.drop());

const setup = () => world.service("setup");

const newcomer = async () => {
	const email = `person-${++count}@example.org`;
	const added = await addPerson(setup(), {
		email,
		name: `Person ${count}`,
		roles: [{ role: "operator", accountId: null }],
	});
	return { email, ...added };
};

const attempt = (
	email: string,
	password: string,
	address: string | null = null,
) => signIn(db, { email, password, address, trace: `trace-${++count}` });

const signedIn = async (email: string, password: string) => {
	const answer = await attempt(email, password);
	if (answer.kind !== "signed_in") throw new Error(answer.kind);
	return answer;
};

/** Somebody who has chosen a password and is signed in. */
const member = async () => {
	const person = await newcomer();
	const { sessionId } = await signedIn(person.email, person.password);
	const facts = await findSession(db, sessionId);
	if (!facts) throw new Error("no session");
	const next = `chosen by person ${++count}`;
	await changePassword(world.as(facts.actor), {
		current: person.password,
		next,
	});
	const actor = await actorOfSession(db, sessionId);
	if (!actor) throw new Error("no actor");
	return { ...person, password: next, sessionId, actor };
};

it("signs in with a one-time password, which opens nothing but the change of it", async () => {
	const person = await newcomer();
	const answer = await signedIn(person.email.toUpperCase(), person.password);
	expect(answer.mustChangePassword).toBe(true);
	expect(await actorOfSession(db, answer.sessionId)).toBeNull();
	const facts = await findSession(db, answer.sessionId);
	if (!facts) throw new Error("no session");
	const other = await signedIn(person.email, person.password);

	const change = { current: person.password, next: "twelve characters" };
	expect(await changePassword(world.as(facts.actor), change)).toEqual({
		kind: "confirmed",
	});
	expect(await actorOfSession(db, answer.sessionId)).toMatchObject({
		id: person.personId,
		roles: [{ role: "operator", accountId: null }],
	});
	expect(await findSession(db, other.sessionId)).toBeNull();
	expect(await attempt(person.email, person.password)).toEqual({
		kind: "refused",
	});
	const events = await listEvents(db, { subjectId: person.personId, limit: 9 });
	expect(events.map(({ action }) => action)).toEqual([
		"session.refuse",
		"person.change-password",
		"session.sign-in",
		"session.sign-in",
		"role.grant",
		"person.add",
	]);
	const kept = JSON.stringify([
		events,
		await db.person.findUniqueOrThrow({ where: { id: person.personId } }),
	]);
	expect(kept).not.toContain(person.password);
	expect(kept).not.toContain("twelve characters");
});

it("gives the unknown, the wrong and the disabled the same answer", async () => {
	const person = await member();
	await disablePerson(setup(), { personId: person.personId });
	const refused = { kind: "refused" };
	expect(await attempt("nobody@example.org", "whatever it is")).toEqual(
		refused,
	);
	expect(await attempt(person.email, "whatever it is")).toEqual(refused);
	expect(await attempt(person.email, person.password)).toEqual(refused);
	const tries = await db.throttle.findMany();
	expect(JSON.stringify(tries)).not.toContain("nobody@example.org");
});

it("throttles an account by rows, a right password included, until the wait is over", async () => {
	const person = await member();
	for (let n = 0; n < 5; n++)
		expect((await attempt(person.email, "wrong")).kind).toBe("refused");
	const blocked = await attempt(person.email, person.password);
	expect(blocked).toMatchObject({ kind: "throttled" });
	if (blocked.kind !== "throttled") return;
	expect(blocked.retryAfterMs).toBeGreaterThan(20_000);
	expect(blocked.retryAfterMs).toBeLessThanOrEqual(30_000);
	// Another connection, as after a restart.
	const later = createDb(world.urls.appUrl);
	const again = await signIn(later, {
		email: person.email,
		password: person.password,
		address: null,
		trace: "t",
	});
	await later.$disconnect();
	expect(again.kind).toBe("throttled");

	await owner.testClock.update({
		where: { id: 1 },
		data: { offsetMs: { increment: 31_000n } },
	});
	expect((await attempt(person.email, person.password)).kind).toBe("signed_in");
	expect((await attempt(person.email, "wrong")).kind).toBe("refused");
});

it("throttles unknown names just the same, and all of one address", async () => {
	for (let n = 0; n < 5; n++) await attempt("ghost@example.org", "wrong");
	expect((await attempt("ghost@example.org", "wrong")).kind).toBe("throttled");

	const address = "192.0.2.7";
	for (let n = 0; n < 20; n++)
		await attempt(`n${n}@example.org`, "wrong", address);
	const person = await member();
	expect((await attempt(person.email, person.password, address)).kind).toBe(
		"throttled",
	);
	expect((await attempt(person.email, person.password)).kind).toBe("signed_in");
});

it("lets no burst of tries at once past the limit", async () => {
	const person = await newcomer();
	const answers = await Promise.all(
		Array.from({ length: 20 }, () => attempt(person.email, "wrong")),
	);
	expect(answers.filter(({ kind }) => kind === "refused")).toHaveLength(5);
});

it("fails the next request of a disabled person, for good", async () => {
	const { personId, sessionId } = await member();
	expect(await actorOfSession(db, sessionId)).not.toBeNull();
	await disablePerson(setup(), { personId });
	expect(await actorOfSession(db, sessionId)).toBeNull();
	await enablePerson(setup(), { personId });
	expect(await actorOfSession(db, sessionId)).toBeNull();
});

it("reads the roles at every request", async () => {
	const { personId, sessionId } = await member();
	const role = { personId, role: "owner" as const, accountId: null };
	await grantRole(setup(), role);
	expect((await actorOfSession(db, sessionId))?.roles).toHaveLength(2);
	await revokeRole(setup(), role);
	expect((await actorOfSession(db, sessionId))?.roles).toEqual([
		{ role: "operator", accountId: null },
	]);
});

it("ends a session at sign-out, and after its week", async () => {
	const first = await member();
	await signOut(world.as(first.actor));
	await signOut(world.as(first.actor));
	expect(await actorOfSession(db, first.sessionId)).toBeNull();
	const outs = await listEvents(db, {
		action: "session.sign-out",
		subjectId: first.personId,
		limit: 9,
	});
	expect(outs).toHaveLength(1);

	const second = await member();
	await owner.testClock.update({
		where: { id: 1 },
		data: { offsetMs: { increment: BigInt(7 * 86_400_000) } },
	});
	expect(await actorOfSession(db, second.sessionId)).toBeNull();
	expect(await findSession(db, "no-uuid")).toBeNull();
});

it("confirms the password again, and throttles that too", async () => {
	const person = await member();
	const before = person.actor.authenticatedAt;
	const right = { password: person.password };
	expect((await reauthenticate(world.as(person.actor), right)).kind).toBe(
		"confirmed",
	);
	const after = await actorOfSession(db, person.sessionId);
	expect(after?.authenticatedAt.getTime()).toBeGreaterThan(before.getTime());
	for (let n = 0; n < 5; n++) {
		const answer = await reauthenticate(world.as(person.actor), {
			password: "no",
		});
		expect(answer.kind).toBe("refused");
	}
	expect((await reauthenticate(world.as(person.actor), right)).kind).toBe(
		"throttled",
	);
});

it("signs demo people in by a click in demo mode only", async () => {
	const person = await member();
	const click = (personId: string) =>
		signInDemo(db, { personId, address: null, trace: "click" });
	const demo = (on: boolean) =>
		owner.setting.update({ where: { id: 1 }, data: { demo: on } });
	await demo(true);
	expect((await click(person.personId)).kind).toBe("refused");
	await owner.person.update({
		where: { id: person.personId },
		data: { demo: true },
	});
	expect((await click(person.personId)).kind).toBe("signed_in");
	expect((await click("not-an-id")).kind).toBe("refused");
	await demo(false);
	expect((await click(person.personId)).kind).toBe("refused");
});
