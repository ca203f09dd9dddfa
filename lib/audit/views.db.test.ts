import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "@/lib/people/commands";
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
