import { expect, it } from "vitest";
import { queueRow } from "@/components/queue/testing/row";
import type { QueueRow } from "@/lib/publishing/queue/model";
import { byDay, entriesBetween } from "./timeline";

const row = (id: string, slotAt: string, state: QueueRow["state"]) =>
	queueRow({ id, slotAt, state });

const NINE = "2026-11-23T09:00:00.000Z";
const TEN = "2026-11-23T10:00:00.000Z";
const NOON = "2026-11-23T12:00:00.000Z";
const LATE = "2026-11-23T23:30:00.000Z";
const span = {
	fromMs: Date.parse(NINE),
	toMs: Date.parse("2026-11-24T09:00:00.000Z"),
};

it("shows empty slots, filled ones and posts beside the plan, in order", () => {
	const view = {
		planned: [TEN, NOON, "2026-11-25T10:00:00.000Z"],
		rows: [row("own", NINE, "queued"), row("noon", NOON, "held")],
	};
	const entries = entriesBetween(view, span);
	expect(
		entries.map(({ at, row, planned }) => [at, row?.id ?? null, planned]),
	).toEqual([
		[NINE, "own", false],
		[TEN, null, true],
		[NOON, "noon", true],
	]);
});

it("takes a slot as empty again when its post was rejected or failed", () => {
	const view = {
		planned: [TEN, NOON],
		rows: [row("no", TEN, "cancelled"), row("out", NOON, "simulated")],
	};
	expect(entriesBetween(view, span).map(({ row }) => row?.id ?? null)).toEqual([
		null,
		"out",
	]);
});

it("sorts into the days of the account's zone", () => {
	const view = { planned: [TEN, LATE], rows: [] };
	const days = byDay(entriesBetween(view, span), "Europe/Berlin");
	expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
		["Mon 23 Nov", 1],
		["Tue 24 Nov", 1],
	]);
});
