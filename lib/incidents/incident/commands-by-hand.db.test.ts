import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { createWorld, type World } from "@/lib/testing/world";
import { openByHand } from "./commands-by-hand";
import { readIncidentList, readIncidentPage } from "./views-page";

let room: World;
let operator: Ctx;
beforeAll(async () => {
	room = await createWorld();
	operator = await room.person(["operator"], { name: "Olga" });
});
afterAll(() => room.drop());

const EVERY = { account: null, state: "open", severity: null } as const;

const incident = (title: string) => ({
	accountId: null,
	title,
	severity: 3 as const,
	etaAt: { inMinutes: 60 },
});

test("owner and ETA stand from the start, each with its event", async () => {
	const ownerId = operator.actor.id;
	const { number } = await openByHand(operator, {
		...incident("captions are cut off"),
		ownerId,
	});
	const found = await readIncidentPage(operator, number);
	expect(found.owner?.id).toBe(ownerId);
	const aheadMs = Date.parse(found.etaAt ?? "") - Date.parse(found.openedAt);
	expect(aheadMs).toBe(3_600_000);
	expect(found.timeline.map(({ action }) => action)).toEqual([
		"incident.open",
		"incident.assign",
		"incident.set-eta",
	]);
	expect(found.owners.map(({ name }) => name)).toContain("Olga");
	expect(found.refusal).toBeNull();
});

test("an owner who cannot be one leaves no incident behind", async () => {
	const before = await readIncidentList(operator, EVERY);
	const given = { ...incident("nobody's"), ownerId: newId() };
	await expect(openByHand(operator, given)).rejects.toMatchObject({
		code: "not_found",
	});
	const after = await readIncidentList(operator, EVERY);
	expect(after.all).toBe(before.all);
});

test("nobody opens by hand what would silence the watch over the log or over broken glass", async () => {
	for (const dedupeKey of ["audit-chain", "glass-unreviewed"])
		await expect(
			openByHand(operator, { ...incident("nothing to see"), dedupeKey }),
		).rejects.toThrow(/only a detector opens this/);
});

test("a viewer reads, and is told who may", async () => {
	const viewer = await room.person(["viewer"], { name: "Vera" });
	const list = await readIncidentList(viewer, EVERY);
	expect(list.refusal).toMatch(/operator/);
	await expect(
		openByHand(viewer, incident("not mine to open")),
	).rejects.toMatchObject({ code: "forbidden" });
});
