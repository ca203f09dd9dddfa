import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CALLS_TO_ACTION, STYLES } from "./builtin-patterns";
import { BUILTIN_TEXT_MODEL, builtinTextProvider } from "./builtin-provider";
import { type DraftRequest, DraftText } from "./draft";

const SIGNALS = [
	{
		title: "Four-day week pilot ends - The Ledger",
		source: "The Ledger",
		url: null,
	},
	{
		title: "Meeting notes now write themselves",
		source: "Desk Notes",
		url: null,
	},
	{ title: "Small models move on-premise", source: "Workbench", url: null },
];
const request = (over: Partial<DraftRequest> = {}): DraftRequest => ({
	topic: "ai productivity",
	signals: SIGNALS,
	template: { key: "listicle", version: 1, instructions: "", format: "image" },
	brand: { name: "Acme Daily", tone: "plain" },
	seed: "run-1",
	...over,
});
const template = (key: string) => ({ ...request().template, key });

describe("the built-in grammar", () => {
	it("has the promised variety", () => {
		for (const style of Object.values(STYLES)) {
			expect(new Set(style.hooks).size).toBeGreaterThanOrEqual(6);
			expect(new Set(style.bodies).size).toBeGreaterThanOrEqual(6);
		}
		expect(new Set(CALLS_TO_ACTION).size).toBeGreaterThanOrEqual(5);
	});

	it("is deterministic, and varies with the seed", async () => {
		const once = await builtinTextProvider.draft(request());
		expect(await builtinTextProvider.draft(request())).toEqual(once);
		const seeds = Array.from({ length: 40 }, (_, index) => `run-${index}`);
		const captions = await Promise.all(
			seeds.map((seed) => builtinTextProvider.draft(request({ seed }))),
		);
		expect(
			new Set(captions.map((draft) => draft.caption)).size,
		).toBeGreaterThan(25);
	});

	it("uses the signals, without their site names, and says where they were read", async () => {
		const draft = await builtinTextProvider.draft(request());
		expect(draft.points).toEqual([
			"Four-day week pilot ends",
			"Meeting notes now write themselves",
			"Small models move on-premise",
		]);
		expect(draft.caption).toContain(
			"Read at: The Ledger, Desk Notes, Workbench",
		);
		expect(draft).toMatchObject({
			model: BUILTIN_TEXT_MODEL,
			provider: "builtin",
		});
		expect(draft.hashtags).toContain("AIProductivity");
	});

	it("writes a valid draft without holes for any topic, template and number of signals", async () => {
		const keys = [...Object.keys(STYLES), "unheard-of"];
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...keys),
				fc
					.string({ minLength: 1, maxLength: 200, unit: "grapheme" })
					.filter((text) => /\p{L}/u.test(text)),
				fc.array(
					fc
						.string({ minLength: 1, maxLength: 300, unit: "grapheme" })
						.filter((text) => /\p{L}/u.test(text)),
					{ maxLength: 5 },
				),
				async (key, topic, titles) => {
					const signals = titles.map((title) => ({
						title: title.replace(/[{}]/g, ""),
						source: "S",
						url: null,
					}));
					const draft = await builtinTextProvider.draft(
						request({
							template: template(key),
							topic: topic.replace(/[{}]/g, ""),
							signals,
						}),
					);
					expect(DraftText.safeParse(draft).error).toBeUndefined();
					expect(draft.caption).not.toMatch(/\{\w+\}|undefined/);
				},
			),
		);
	});

	it("picks the style by the template's key", async () => {
		const draft = await builtinTextProvider.draft(
			request({ template: template("question-a") }),
		);
		expect(draft.kicker).toBe("Open question");
	});
});
