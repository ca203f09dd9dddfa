import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLEAN, post } from "@/lib/content/moderation/samples/post";
import type { ModerationInput } from "./model";
import { moderate, moderateOrHold } from "./moderate";
import { DEFAULT_RULES, RULE_NAMES, RuleSet } from "./rules";

const judge = (over: Partial<ModerationInput>) =>
	moderate(post(over), DEFAULT_RULES);
const rulesHit = (over: Partial<ModerationInput>) =>
	judge(over).findings.map((finding) => finding.rule);

describe("limits", () => {
	const long = (length: number) =>
		`${"Word after word ".repeat(200).slice(0, length - 1)}x`;
	it("allow 2,200 characters with the hashtags that are sent, not 2,201", () => {
		expect(rulesHit({ caption: long(2200), hashtags: [] })).toEqual([]);
		expect(judge({ caption: long(2201), hashtags: [] })).toMatchObject({
			verdict: "hold",
			findings: [
				{ rule: "caption_length", message: expect.stringContaining("2201") },
			],
		});
		expect(rulesHit({ caption: long(2195), hashtags: ["Focus"] })).toEqual([
			"caption_length",
		]);
		expect(
			rulesHit({ caption: `${long(2193)} #Focus`, hashtags: ["focus"] }),
		).toEqual([]);
	});
	it("count hashtags and mentions once, e-mail addresses not at all", () => {
		const tags = Array.from({ length: 31 }, (_, index) => `tag${index}`);
		expect(rulesHit({ hashtags: tags.slice(1) })).toEqual([]);
		expect(rulesHit({ hashtags: tags })).toEqual(["hashtag_count"]);
		expect(rulesHit({ caption: `${CLEAN} ${"@someone ".repeat(21)}` })).toEqual(
			["mention_count"],
		);
	});
	it("hold an empty caption and a long alternative text", () => {
		expect(rulesHit({ caption: " \u200b " })).toEqual(["caption_empty"]);
		expect(rulesHit({ altText: "a ".repeat(501) })).toEqual([
			"alt_text_length",
		]);
	});
});

describe("rules as data", () => {
	it("survive JSON and name a severity for every rule", () => {
		expect(RuleSet.parse(JSON.parse(JSON.stringify(DEFAULT_RULES)))).toEqual(
			DEFAULT_RULES,
		);
		expect(Object.keys(DEFAULT_RULES.severities).sort()).toEqual(
			[...RULE_NAMES].sort(),
		);
	});
	it("decide the severity", () => {
		const lenient = {
			...DEFAULT_RULES,
			severities: { ...DEFAULT_RULES.severities, profanity: "hold" as const },
		};
		expect(moderate(post({ caption: "sh1t" }), lenient).verdict).toBe("hold");
	});
});

describe("moderateOrHold", () => {
	it.each([
		["no rules", undefined],
		["half rules", { version: "moderation@2" }],
		["a broken pattern", { ...DEFAULT_RULES, claims: ["("] }],
	])("holds with %s", (_, rules) => {
		const result = moderateOrHold(post(), rules);
		expect(result).toMatchObject({
			verdict: "hold",
			policyVersion: "none",
			findings: [{ rule: "unavailable" }],
		});
		expect(result.inputHash).toBe(judge({}).inputHash);
	});
	it("holds when the input is none", () => {
		expect(moderateOrHold(JSON.parse("{}"), DEFAULT_RULES).verdict).toBe(
			"hold",
		);
	});
	it("judges as moderate does, whatever the text, and never throws", () => {
		const text = fc.oneof(
			fc.string({ unit: "binary", maxLength: 300 }),
			fc.string({ unit: "grapheme", maxLength: 300 }),
			fc.string(),
		);
		fc.assert(
			fc.property(
				text,
				text,
				fc.array(text, { maxLength: 3 }),
				(caption, imageText, list) => {
					const input = post({
						caption,
						imageText,
						hashtags: list,
						recentCaptions: list,
						brand: {
							bannedWords: list,
							bannedClaims: list,
							allowedLinkHosts: list,
						},
					});
					const result = moderateOrHold(input, DEFAULT_RULES);
					expect(result).toEqual(moderate(input, DEFAULT_RULES));
					expect(result.policyVersion).toBe("moderation@1");
				},
			),
		);
	});
	/** The least of a few tries: what the machine does beside it only adds. */
	const leastMs = (work: () => unknown) =>
		Math.min(
			...[1, 2, 3, 4, 5].map(() => {
				const startedAt = performance.now();
				work();
				return performance.now() - startedAt;
			}),
		);

	it.each(["a.", "a ", "@", "0 ", "-._", "x@"])(
		"stays quick on hostile text: 16 times as much of %j takes no 256 times as long",
		(part) => {
			const judge = (times: number) => () =>
				moderateOrHold(post({ caption: part.repeat(times) }), DEFAULT_RULES);
			expect(leastMs(judge(8000)) / leastMs(judge(500))).toBeLessThan(100);
		},
	);
});
