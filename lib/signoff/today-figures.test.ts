import { describe, expect, test } from "vitest";
import {
	incidentFigure,
	joinSlots,
	publishFigure,
	volumeFigure,
} from "./today-figures";

const NOW = new Date("2026-11-23T12:00:00.000Z");
const at = (time: string) => new Date(`2026-11-23T${time}:00.000Z`);

const post = (slot: string, state: "queued" | "held" | "cancelled") => ({
	id: slot,
	slotAt: at(slot).toISOString(),
	title: `post at ${slot}`,
	state,
	heldWhy: [{ sentence: "publishing is halted" }],
	approval: {
		kind: "none",
		fault: "no_approval",
		beforeHold: false,
		sentence: "the post is not approved",
	},
});

describe("publish success", () => {
	test("counts what ended, and rehearsals apart", () => {
		const posts = [
			{ outcome: "published" as const },
			{ outcome: "failed" as const },
			{ outcome: null },
		];
		expect(publishFigure(posts, 4)).toEqual({
			published: 1,
			failed: 1,
			rehearsed: 4,
		});
	});
});

describe("volume", () => {
	const slots = [at("09:00"), at("12:00"), at("18:00")];

	test("a day of rehearsals has no volume to judge", () => {
		const posts = [{ state: "simulated" }, { state: "queued" }];
		expect(volumeFigure(slots, posts, NOW)).toEqual({
			planned: 3,
			due: 2,
			published: 0,
			rehearsed: 1,
			applicable: false,
		});
	});

	test.each(["published", "failed", "publishing", "unknown"])(
		"a %s post was to go out live",
		(state) => {
			expect(volumeFigure(slots, [{ state }], NOW).applicable).toBe(true);
		},
	);
});

describe("incidents", () => {
	const cared = {
		number: 1,
		severity: 3 as const,
		owner: { id: "p", name: "Ada" },
		etaAt: "2026-11-23T15:00:00.000Z",
		etaPassed: false,
	};

	test("names the worst and counts who is not looked after", () => {
		expect(
			incidentFigure([
				cared,
				{ ...cared, severity: 2, owner: null },
				{ ...cared, etaPassed: true },
			]),
		).toEqual({ open: 3, uncared: 2, worst: 2 });
		expect(incidentFigure([])).toEqual({ open: 0, uncared: 0, worst: null });
	});
});

describe("the next slots", () => {
	test("an empty slot stands between the filled ones, in order", () => {
		const list = joinSlots(
			[at("13:00"), at("14:00"), at("15:00")],
			[post("15:00", "held"), post("13:00", "queued")],
		);
		expect(list.map(({ post: one }) => one?.title ?? "empty")).toEqual([
			"post at 13:00",
			"empty",
			"post at 15:00",
		]);
		expect(list[0]?.post?.why).toBe("the post is not approved");
		expect(list[2]?.post?.why).toBe("publishing is halted");
	});

	test("an approval that is older than a policy hold is none", () => {
		const approval = { kind: "approved", fault: null, sentence: null };
		const approved = [false, true].map((beforeHold) => ({
			...post("13:00", "queued"),
			approval: { ...approval, beforeHold },
		}));
		expect(joinSlots([], approved).map((slot) => slot.post?.approved)).toEqual([
			true,
			false,
		]);
	});

	test("a cancelled post leaves its slot empty", () => {
		const list = joinSlots([at("13:00")], [post("13:00", "cancelled")]);
		expect(list).toEqual([{ at: at("13:00").toISOString(), post: null }]);
	});
});
