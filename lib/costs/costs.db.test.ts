import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { DAY, HOUR } from "@/lib/core/time";
import type { Db } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { createWorld, type World } from "@/lib/testing/world";
import { recordUsageEvent, setPrice } from "./commands";
import type { UsageInput } from "./model";
import { listPrices, readCostReport } from "./views";

let world: World;
let db: Db;
let ctx: Ctx;

beforeAll(async () => {
	world = await createWorld();
	({ db } = world);
	ctx = world.service("setup");
});
afterAll(() => world.drop());

const usage = (over: Partial<UsageInput> & { at: Date }): UsageInput => ({
	idempotencyKey: "one",
	accountId: null,
	runId: null,
	postId: null,
	stage: "draft",
	sku: "llm.input",
	quantity: "2000000",
	estimated: false,
	...over,
});

describe("costs", () => {
	test("a use without a price costs an unknown amount; with one, integer micros; the same key counts once", async () => {
		const before = await appNow(db);
		await recordUsageEvent(db, usage({ at: before }));
		await setPrice(ctx, {
			sku: "llm.input",
			unitPriceMicros: 150_000,
			currency: "EUR",
		});
		const after = await appNow(db);
		await recordUsageEvent(db, usage({ idempotencyKey: "two", at: after }));
		await recordUsageEvent(db, usage({ idempotencyKey: "two", at: after }));
		const report = await readCostReport(ctx, {
			from: new Date(before.getTime() - HOUR),
			to: new Date(after.getTime() + HOUR),
		});
		expect(report.bySku).toMatchObject([
			{ currency: "EUR", costMicros: 300_000, quantity: "2000000", events: 1 },
			{ currency: null, costMicros: null, unpriced: 1 },
		]);
		expect(report.totals).toEqual([{ currency: "EUR", costMicros: 300_000 }]);
		expect(report.unpriced).toBe(1);
	});

	test("nothing used needs no price: it cost nothing known, and leaves nothing unknown", async () => {
		const at = await appNow(db);
		const none = usage({ at, sku: "webhook.call", quantity: "0" });
		await recordUsageEvent(db, { ...none, idempotencyKey: "none" });
		const report = await readCostReport(ctx, {
			from: at,
			to: new Date(at.getTime() + HOUR),
		});
		expect(report).toMatchObject({
			unpriced: 0,
			bySku: [{ key: "webhook.call", quantity: "0", unpriced: 0 }],
		});
	});

	test("a new price ends the one before, audited, and none begins in the past", async () => {
		await setPrice(ctx, {
			sku: "render.cpu_second",
			unitPriceMicros: 10,
			currency: "EUR",
		});
		await setPrice(ctx, {
			sku: "render.cpu_second",
			unitPriceMicros: 20,
			currency: "EUR",
		});
		const prices = (await listPrices(ctx)).filter(
			({ sku }) => sku === "render.cpu_second",
		);
		expect(prices.map((price) => price.unitPriceMicros)).toEqual([20, 10]);
		expect(prices[1]?.effectiveTo).toBe(prices[0]?.effectiveFrom);
		const now = await appNow(db);
		await expect(
			setPrice(ctx, {
				sku: "llm.input",
				unitPriceMicros: 1,
				currency: "EUR",
				effectiveFrom: new Date(now.getTime() - DAY),
			}),
		).rejects.toMatchObject({ code: "bad_input" });
		expect(await db.auditEvent.count({ where: { action: "price.set" } })).toBe(
			3,
		);
	});

	test("a later price is put right before it begins: the last word counts", async () => {
		const from = new Date((await appNow(db)).getTime() + DAY);
		const sku = "storage.gb_month";
		for (const unitPriceMicros of [50, 5, 500])
			await setPrice(ctx, {
				sku,
				unitPriceMicros,
				currency: "EUR",
				effectiveFrom: from,
			});
		await recordUsageEvent(
			db,
			usage({ idempotencyKey: "later", at: from, sku, quantity: "1" }),
		);
		const report = await readCostReport(ctx, {
			from,
			to: new Date(from.getTime() + HOUR),
		});
		expect(report.bySku).toMatchObject([{ costMicros: 500 }]);
	});

	test("an operator sets no price", async () => {
		const operator = { ...ctx, actor: serviceActor("worker") };
		await expect(
			setPrice(operator, {
				sku: "llm.input",
				unitPriceMicros: 1,
				currency: "EUR",
			}),
		).rejects.toMatchObject({ code: "forbidden" });
	});
});
