import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { command } from "@/lib/command";
import { createWorld, type World } from "@/lib/testing/world";
import { withReceipt } from "./receipt";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

const note = command({
	permission: "account:manage",
	input: z.object({ where: z.uuid().nullable() }),
	run: async (_, { where }) => ({
		value: where,
		audit: [
			{
				action: "account.update",
				subject: { type: "account", id: "x" },
				accountId: where,
			},
		],
	}),
});

const seqsOf = async (trace: string) =>
	(
		await world.db.auditEvent.findMany({
			where: { trace },
			orderBy: { seq: "asc" },
		})
	).map(({ seq }) => seq.toString());

test("of several commands the last event is the receipt", async () => {
	const ctx = await world.person(["admin"]);
	const receipt = await withReceipt(ctx, async (own) => {
		await note(own, { where: null });
		return note(own, { where: null });
	});
	expect(receipt).toEqual({
		value: null,
		auditSeq: (await seqsOf(ctx.trace))[1],
	});
});

test("an event of an account that the reader may not see is no receipt", async () => {
	const accountId = await world.account();
	const elsewhere = await world.account();
	const ctx = await world.person(["admin"], { accountId });
	const shown = await withReceipt(ctx, async (own) => {
		await note(own, { where: accountId });
		return note(own, { where: elsewhere });
	});
	expect(shown.auditSeq).toBe((await seqsOf(ctx.trace))[0]);
	const hidden = await withReceipt(ctx, (own) =>
		note(own, { where: elsewhere }),
	);
	expect(hidden.auditSeq).toBeNull();
});
