import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { MINUTE } from "@/lib/core/time";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

const renameAccount = command({
	permission: "account:manage",
	input: z.object({ accountId: z.uuid(), name: z.string().min(1) }),
	place: (_, { accountId }) => ({ account: accountId }),
	run: async ({ tx }, { accountId, name }) => {
		await tx.account.update({ where: { id: accountId }, data: { name } });
		if (name === "boom") throw new AppError("conflict", "changed my mind");
		return {
			value: name,
			audit: [
				{
					action: "account.update",
					subject: { type: "account", id: accountId },
					accountId,
					after: { name },
				},
			],
		};
	},
});

const eventsOf = (id: string) =>
	world.db.auditEvent.findMany({ where: { subjectId: id } });
const nameOf = async (id: string) =>
	(await world.db.account.findUniqueOrThrow({ where: { id } })).name;

describe("command()", () => {
	test("the change and its audit event commit together, with the trace", async () => {
		const admin = await world.person(["admin"]);
		const accountId = await world.account();
		expect(await renameAccount(admin, { accountId, name: "new" })).toBe("new");
		expect(await eventsOf(accountId)).toMatchObject([
			{
				action: "account.update",
				actorId: admin.actor.id,
				trace: admin.trace,
				after: { name: "new" },
			},
		]);
	});

	test("what throws leaves neither change nor event", async () => {
		const admin = await world.person(["admin"]);
		const accountId = await world.account();
		const before = await nameOf(accountId);
		await expect(
			renameAccount(admin, { accountId, name: "boom" }),
		).rejects.toMatchObject({ code: "conflict" });
		expect(await nameOf(accountId)).toBe(before);
		expect(await eventsOf(accountId)).toEqual([]);
	});

	test.each(["viewer", "operator", "owner", "compliance"] as const)(
		"%s is refused, nothing changes, the refusal is audited",
		async (role) => {
			const ctx = await world.person([role]);
			const accountId = await world.account();
			const before = await nameOf(accountId);
			await expect(
				renameAccount(ctx, { accountId, name: "new" }),
			).rejects.toMatchObject({ code: "forbidden" });
			expect(await nameOf(accountId)).toBe(before);
			const denials = await world.db.auditEvent.findMany({
				where: { actorId: ctx.actor.id },
			});
			expect(denials).toMatchObject([
				{ action: "access.deny", subjectId: "account:manage" },
			]);
		},
	);

	test("a role on one account does not reach another", async () => {
		const accountId = await world.account();
		const admin = await world.person(["admin"], {
			accountId: await world.account(),
		});
		await expect(
			renameAccount(admin, { accountId, name: "new" }),
		).rejects.toMatchObject({ code: "forbidden" });
	});

	test("an act that takes place nowhere is nobody's", async () => {
		const nowhere = command({
			permission: () => "account:manage",
			input: z.object({}),
			place: () => [],
			run: async () => ({
				value: "done",
				audit: [{ action: "person.add", subject: { type: "person", id: "x" } }],
			}),
		});
		const admin = await world.person(["admin"]);
		for (const ctx of [admin, world.service("setup")])
			await expect(nowhere(ctx, {})).rejects.toMatchObject({
				code: "forbidden",
			});
	});

	test("bad input is refused before anything is read", async () => {
		const admin = await world.person(["admin"]);
		await expect(
			renameAccount(admin, { accountId: "nonsense", name: "" }),
		).rejects.toBeInstanceOf(z.ZodError);
	});

	test("a sensitive act needs a password of the last five minutes, by the database's clock", async () => {
		const sensitive = command({
			permission: "people:manage",
			input: z.object({}),
			run: async () => ({
				value: "done",
				audit: [{ action: "person.add", subject: { type: "person", id: "x" } }],
			}),
		});
		const admin = await world.person(["admin"]);
		expect(await sensitive(admin, {})).toBe("done");
		await world.advance(6 * MINUTE);
		await expect(sensitive(admin, {})).rejects.toMatchObject({
			code: "reauth_required",
		});
		expect(await sensitive(world.service("setup"), {})).toBe("done");
	});
});
