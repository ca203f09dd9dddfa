import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { HOUR, MINUTE } from "@/lib/core/time";
import { freshen } from "./demo-feed";

const NOW = new Date("2027-02-03T10:00:00Z");

const datesOf = (feed: string): number[] =>
	[...feed.matchAll(/<(?:pubDate|published)>([^<]+)</g)].map(([, text = ""]) =>
		Date.parse(text),
	);

it.each(["working-day.xml", "model-notes.xml"])(
	"%s keeps its distances and loses its age",
	(file) => {
		const feed = readFileSync(`prisma/demo/${file}`, "utf8");
		const before = datesOf(feed);
		const after = datesOf(freshen(feed, NOW));
		expect(after.length).toBeGreaterThan(10);
		const shift = (after[0] ?? 0) - (before[0] ?? 0);
		expect(after).toEqual(before.map((at) => at + shift));
		const newestAgeMs = NOW.getTime() - Math.max(...after);
		expect(newestAgeMs).toBeGreaterThanOrEqual(30 * MINUTE);
		expect(newestAgeMs).toBeLessThan(4 * HOUR);
	},
);
