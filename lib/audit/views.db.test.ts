import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "@/lib/people/admin/commands";
import { createWorld, type World } from "@/lib/testing/world";
import { listAudit } from "./views";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

test("network addresses are for those who manage people; e-mail addresses for nobody", async () => {
	const admin = { ...(await world.person(["admin"])), address: "192.0.2.7" };
	const viewer = await world.person(["viewer"]);
	const email = "new.colleague@example.org";
	const { personId } = await addPerson(admin, { email, name: "New Colleague" });
	const filter = { subjectId: personId, limit: 5 };
	const all = await listAudit(admin, filter);
	expect(all).toMatchObject([
		{ address: "192.0.2.7", after: { id: personId, name: "New Colleague" } },
	]);
	expect(JSON.stringify(all)).not.toContain(email);
	expect(await listAudit(viewer, filter)).toMatchObject([
		{ action: "person.add", address: null },
	]);
});

test("the log is searched by actor, the beginning of an act, either end of a subject's ID, and time", async () => {
	const admin = await world.person(["admin"]);
	const added = async (name: string) =>
		addPerson(admin, { email: `${name}@example.org`, name });
	const [first, second] = [await added("one"), await added("two")];
	const ids = async (filter: Parameters<typeof listAudit>[1]) =>
		(await listAudit(admin, filter)).map(({ subjectId }) => subjectId);
	const limit = 50;
	const both = [second.personId, first.personId];
	const mine = { actorId: admin.actor.id, limit };
	expect(await ids({ ...mine, action: "person." })).toEqual(both);
	expect(await ids({ ...mine, action: "perso" })).toEqual(both);
	expect(await ids({ ...mine, action: "role." })).toEqual([]);
	const { personId } = first;
	for (const part of [personId, personId.slice(0, 20), personId.slice(-8)])
		expect(await ids({ ...mine, subjectIdPart: part })).toContain(personId);
	expect(
		await ids({ ...mine, subjectIdPart: personId.slice(-8) }),
	).not.toContain(second.personId);
	const now = await world.now();
	expect(await ids({ ...mine, from: now })).toEqual([]);
	expect(await ids({ ...mine, to: now })).toEqual(both);
});
