import { describe, expect, test } from "vitest";
import { isInFlight, refuseClaim } from "@/lib/publishing/publish/claim";
import {
	judgeMedia,
	type MediaFacts,
} from "@/lib/publishing/publish/media-rules";
import { refuseReplay } from "@/lib/publishing/queue/replay-check";
import {
	findCandidateMedia,
	type ListedMedia,
} from "@/lib/publishing/reconcile/candidate-media";
import { refuseSlot } from "./slot-change";

const NOW = new Date("2026-11-23T10:00:00Z");
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe("claiming", () => {
	const account = {
		id: "a",
		handle: "a",
		igUserId: "1",
		timeZone: "UTC",
		state: "active" as const,
		policy: "human" as const,
		breakerUntil: null,
	};
	const post = {
		state: "queued" as const,
		slotAt: NOW,
		nextAttemptAt: null,
		leaseUntil: null,
		account,
	};
	const cases: [string, Parameters<typeof refuseClaim>[0], RegExp | null][] = [
		["due", post, null],
		["a second early", { ...post, slotAt: at(0.1) }, /slot has not come/],
		["parked", { ...post, nextAttemptAt: at(1) }, /later/],
		["parked until now", { ...post, nextAttemptAt: NOW }, null],
		[
			"in another's hands",
			{ ...post, state: "claimed", leaseUntil: at(1) },
			/another worker/,
		],
		[
			"whose worker died",
			{ ...post, state: "container_ready", leaseUntil: NOW },
			null,
		],
		[
			"whose worker died during the call",
			{ ...post, state: "publishing", leaseUntil: at(-9) },
			/not waiting/,
		],
		[
			"in doubt",
			{ ...post, state: "unknown" },
			/outcome is unknown is not waiting/,
		],
		["held", { ...post, state: "held" }, /not waiting/],
		[
			"of a paused account",
			{ ...post, account: { ...account, state: "paused" } },
			/paused/,
		],
		[
			"behind an open breaker",
			{ ...post, account: { ...account, breakerUntil: at(1) } },
			/stopped until/,
		],
		[
			"behind a breaker that closed",
			{ ...post, account: { ...account, breakerUntil: NOW } },
			null,
		],
	];
	test.each(cases)("a post %s", (_, facts, expected) => {
		const refusal = refuseClaim(facts, NOW);
		if (expected === null) expect(refusal).toBeNull();
		else expect(refusal).toMatch(expected);
	});

	test("a post that was on its way out is in flight, a fresh one is not", () => {
		const fresh = { state: "queued" as const, containerId: null, tries: 0 };
		expect(isInFlight(fresh, false)).toBe(false);
		expect(isInFlight(fresh, true)).toBe(true);
		expect(isInFlight({ ...fresh, tries: 1 }, false)).toBe(true);
		expect(isInFlight({ ...fresh, containerId: "17" }, false)).toBe(true);
		expect(isInFlight({ ...fresh, state: "claimed" }, false)).toBe(true);
	});
});

describe("pictures (§1.2)", () => {
	const good = {
		kind: "answer" as const,
		httpStatus: 200,
		contentType: "image/jpeg",
		bytes: 100_000,
		sha256: "approved",
		size: { width: 1080, height: 1350 },
	};
	const cases: [string, MediaFacts, string | null][] = [
		["4:5", good, null],
		["1.91:1", { ...good, size: { width: 1080, height: 566 } }, null],
		["3:4", { ...good, size: { width: 1080, height: 1440 } }, "permanent"],
		["2:1", { ...good, size: { width: 1080, height: 540 } }, "permanent"],
		["8 MiB", { ...good, bytes: 8 * 1024 * 1024 }, null],
		["more", { ...good, bytes: 8 * 1024 * 1024 + 1 }, "permanent"],
		["PNG", { ...good, contentType: "image/png" }, "permanent"],
		["other bytes", { ...good, sha256: "another" }, "permanent"],
		["no picture", { ...good, size: null }, "permanent"],
		["404", { ...good, httpStatus: 404 }, "transient"],
		["no answer", { kind: "unreachable", why: "refused" }, "transient"],
		["private", { kind: "private_host", host: "10.0.0.1" }, "permanent"],
	];
	test.each(cases)("%s", (_, facts, expected) => {
		expect(judgeMedia(facts, "approved")?.class ?? null).toBe(expected);
	});
});

describe("which listed post is ours", () => {
	const ours = {
		knownMediaIds: ["1"],
		committedAt: NOW,
		caption: "Caf\u00e9\nopen",
	};
	const media = (change: Partial<ListedMedia> = {}): ListedMedia => ({
		id: "2",
		timestamp: at(0.2),
		media_type: "IMAGE",
		media_product_type: "FEED",
		caption: "Cafe\u0301\r\nopen ",
		...change,
	});
	const cases: [string, ListedMedia[], string[], boolean][] = [
		["the same caption, written otherwise", [media()], ["2"], true],
		["known before", [media({ id: "1" })], [], false],
		["another caption", [media({ caption: "Tea" })], [], false],
		["no caption shown", [media({ caption: undefined })], ["2"], false],
		["too old", [media({ timestamp: at(-3) })], [], false],
		["two minutes of clock skew", [media({ timestamp: at(-2) })], ["2"], true],
		["from the future", [media({ timestamp: at(20) })], [], false],
		["a reel", [media({ media_product_type: "REELS" })], [], false],
		["a video", [media({ media_type: "VIDEO" })], [], false],
		[
			"ours and a foreign one without caption",
			[media(), media({ id: "3", caption: undefined })],
			["2", "3"],
			false,
		],
	];
	test.each(cases)("%s", (_, listed, ids, byCaption) => {
		const found = findCandidateMedia(listed, ours, at(1));
		expect(found.matches.map(({ id }) => id)).toEqual(ids);
		expect(found.byCaption).toBe(byCaption);
	});
});

describe("slots", () => {
	const cases: [string, Date, Date[], string | null][] = [
		["free", at(60), [at(30)], null],
		["taken", at(60), [at(60)], "taken"],
		["past", at(-2), [], "past"],
		["now", NOW, [], null],
		["too far", at(61 * 24 * 60), [], "too_far"],
		[
			"a full day",
			at(60),
			Array.from({ length: 50 }, (_, i) => at(-i)),
			"full",
		],
	];
	test.each(cases)("%s", (_, slot, others, expected) => {
		expect(refuseSlot(slot, others, NOW)).toBe(expected);
	});
});

describe("replays", () => {
	const facts = { expiresAt: at(1), errorClass: null, slotTaken: false };
	const cases: [string, Parameters<typeof refuseReplay>[0], RegExp | null][] = [
		["in time", facts, null],
		["too late for its approval", { ...facts, expiresAt: NOW }, /6 hours/],
		["refused content", { ...facts, errorClass: "permanent" }, /refused/],
		["its slot is taken", { ...facts, slotTaken: true }, /another post/],
	];
	test.each(cases)("%s", (_, each, expected) => {
		const why = refuseReplay(each, NOW);
		if (expected === null) expect(why).toBeNull();
		else expect(why).toMatch(expected);
	});
});
