import { afterAll, beforeAll, expect, test } from "vitest";
import { addMs, HOUR } from "@/lib/core/time";
import { toPoint } from "@/lib/insights/kpi/figures";
import { createWorld, type World } from "@/lib/testing/world";
import { metaDayBounds } from "./meta-day";
import {
	type AccountDayMetrics,
	listAccountDays,
	saveAccountDay,
} from "./store";

let room: World;
beforeAll(async () => {
	room = await createWorld();
});
afterAll(() => room.drop());

const DAY = "2026-11-20";
const after = (hours: number) => addMs(metaDayBounds(DAY).end, hours * HOUR);

async function openDay() {
	const accountId = await room.account();
	return {
		read: (hours: number, metrics: AccountDayMetrics) =>
			saveAccountDay(room.db, {
				accountId,
				day: DAY,
				askedAt: after(hours),
				metrics,
				raw: { hours },
			}),
		row: async () => {
			const span = { accountId, from: DAY, to: DAY };
			const [row] = await listAccountDays(room.db, span);
			if (!row) throw new Error("no row");
			return row;
		},
	};
}

test("numbers read too early stay as old as they are when later answers are empty", async () => {
	const { read, row } = await openDay();
	await read(1, { reach: 350 });
	await read(25, {});
	await read(49, { followers: 5000 });
	expect(await row()).toMatchObject({
		reach: 350,
		followers: 5000,
		collectedAt: after(1),
		askedAt: after(49),
		raw: { hours: 1 },
	});
	expect(toPoint(DAY, await row(), after(60)).state).toBe("counting");
	await read(55, { reach: 900 });
	expect(await row()).toMatchObject({ reach: 900, collectedAt: after(55) });
	expect(toPoint(DAY, await row(), after(60)).state).toBe("present");
});

test("an empty answer over none is the newest that is known of the day", async () => {
	const { read, row } = await openDay();
	await read(1, {});
	await read(25, {});
	expect(await row()).toMatchObject({
		reach: null,
		collectedAt: after(25),
		askedAt: after(25),
		raw: { hours: 25 },
	});
});
