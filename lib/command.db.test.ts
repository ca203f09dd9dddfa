import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { MINUTE } from "@/lib/core/time";
import { createWorld, type World } from "@/lib/testing/world";
import { command } from "./command";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

const renameAccount = command({
	permission: "account:manage",
	input: z.object({ accountId: z.uuid(), name: z.string().min(1) }),
	scope: (_, { accountId }) => ({ account: accountId }),
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

	describe("what a rule refuses to a person, duties above all, is in the log though nothing changed (AC-A7)", () => {
		const deciding = (permission: "post:decide" | "post:edit") =>
			command({
				permission,
				input: z.object({ accountId: z.uuid(), note: z.string() }),
				scope: (_, { accountId }) => ({ account: accountId }),
				run: async ({ tx }, { accountId: id, note }) => {
					await tx.account.update({ where: { id }, data: { name: note } });
					throw new AppError("refused", "you edited it yourself");
				},
			});
		const tried = async (
			act: ReturnType<typeof deciding>,
			by: ReturnType<World["service"]>,
		) => {
			const accountId = await world.account();
			const before = await nameOf(accountId);
			const input = { accountId, note: "something secret" };
			await expect(act(by, input)).rejects.toMatchObject({
				code: "refused",
				message: "you edited it yourself",
			});
			expect(await nameOf(accountId)).toBe(before);
			const events = await world.db.auditEvent.findMany({
				where: { trace: by.trace },
			});
			return { accountId, events };
		};

		test("a sensitive act, with the sentence and what it was about", async () => {
			const by = await world.person(["operator"]);
			const { accountId, events } = await tried(deciding("post:decide"), by);
			expect(events).toMatchObject([
				{
					action: "access.refuse",
					actorId: by.actor.id,
					subjectType: "permission",
					subjectId: "post:decide",
					accountId,
					facts: { why: "you edited it yourself", about: { accountId } },
				},
			]);
			expect(JSON.stringify(events[0]?.facts)).not.toContain("secret");
		});

		test("of an act on all accounts the sentence stays out: whoever reads the log reads it", async () => {
			const leave = command({
				permission: "people:manage",
				input: z.object({ personId: z.uuid() }),
				scope: () => "all",
				run: async () => {
					throw new AppError("refused", "a window that not all may know of");
				},
			});
			const by = await world.person(["admin"]);
			const personId = by.actor.id;
			await expect(leave(by, { personId })).rejects.toThrow("not all may know");
			const { facts, accountId } = await world.db.auditEvent.findFirstOrThrow({
				where: { trace: by.trace },
			});
			expect({ facts, accountId }).toEqual({
				facts: { about: { personId } },
				accountId: null,
			});
		});

		test("no other act, and no service's", async () => {
			const by = await world.person(["operator"]);
			expect((await tried(deciding("post:edit"), by)).events).toEqual([]);
			const publishes = command({
				permission: "post:publish",
				input: z.object({}),
				run: async () => {
					throw new AppError("refused", "not now");
				},
			});
			const worker = world.service("worker");
			await expect(publishes(worker, {})).rejects.toThrow("not now");
			expect(
				await world.db.auditEvent.count({ where: { trace: worker.trace } }),
			).toBe(0);
		});
	});

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
			scope: () => [],
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
