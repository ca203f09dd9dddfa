import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Kept } from "@/lib/audit/checkpoints/files";
import type { ChainedEvent } from "@/lib/audit/event";
import { parseLine } from "@/lib/audit/export/lines";
import {
	at,
	chain,
	exportText,
	link,
	makeSigner,
} from "@/lib/audit/testing/chain";
import { verifyLines } from "./export";

const signer = makeSigner();
const stranger = makeSigner();
const NONE: Kept = { signed: [], unsigned: [] };

/** As `readLines` splits a file. */
const linesOf = (text: string) => {
	const parts = text.split("\n");
	if (parts.at(-1) === "") parts.pop();
	return parts.map(parseLine);
};
const verify = (text: string, kept = NONE) =>
	verifyLines(() => linesOf(text), { publicKey: signer.publicKey, kept });
const told = async (text: string, kept = NONE) => {
	const verdict = await verify(text, kept);
	return verdict.ok ? "ok" : `${verdict.seq} ${verdict.kind}`;
};

const SOUND = exportText(chain(6), signer);
const closed = (events: readonly ChainedEvent[]) =>
	[...events.map((event) => JSON.stringify(event)), SOUND.split("\n")[6]].join(
		"\n",
	);
const keep = (seq: number, atMicros: string, events = chain(9)): Kept => ({
	signed: [
		{
			file: "elsewhere.json",
			checkpoint: signer.sign(at(events, seq), atMicros),
		},
	],
	unsigned: [],
});
const [BEFORE, AFTER] = ["1700000000000001", "1800000000000000"];

describe("an export that was tampered with", () => {
	const c = chain(6);
	test.each([
		["untouched", SOUND, "ok"],
		["an edit", closed(c.with(2, { ...at(c, 3), reason: "never" })), "3 edit"],
		[
			"an edit with its hash made new",
			closed(c.with(2, link(3, at(c, 2).hash, "x"))),
			"4 fork",
		],
		[
			"a field more",
			closed(c).replace('"seq":"3"', '"seq":"3","x":1'),
			"3 edit",
		],
		["another spelling", closed(c).replace("Zoë", "Zoe\u0308"), "1 edit"],
		["a gap", closed(c.toSpliced(2, 1)), "4 gap"],
		["two swapped", closed(c.with(2, at(c, 4)).with(3, at(c, 3))), "4 reorder"],
		["one twice", closed(c.toSpliced(3, 0, at(c, 3))), "3 repeat"],
		[
			"two with one number",
			closed(c.toSpliced(3, 0, link(3, at(c, 2).hash, "x"))),
			"3 fork",
		],
		["a cut tail", closed(c.slice(0, 4)), "4 truncated"],
		[
			"a cut tail, signature and all",
			SOUND.split("\n").slice(0, 4).join("\n"),
			"4 truncated",
		],
		["written anew", closed(chain(6, 2)), "6 rewritten"],
		["signed by another key", exportText(c, stranger), "6 unsigned"],
		[
			"edited and signed by another key",
			exportText(c.with(2, { ...at(c, 3), reason: "x" }), stranger),
			"3 edit",
		],
		["longer than what was signed", closed(chain(8)), "7 unsigned"],
		[
			"something after the end",
			`${SOUND}${JSON.stringify(at(chain(7), 7))}\n`,
			"7 edit",
		],
	])("%s is named", async (_, text, expected) => {
		expect(await told(text)).toBe(expected);
	});

	test("the proof of an old event does not close an export that leaves out the rest", async () => {
		const cut = chain(4);
		const lines = (checkpoint: unknown) =>
			[...cut, { checkpoint }].map((line) => JSON.stringify(line)).join("\n");
		const old = at(cut, 4);
		const when = "1700000000000009";
		expect(await told(lines(signer.prove(old, when)))).toBe("4 unsigned");
		expect(await told(lines(signer.sign(old, when)))).toBe("ok");
	});

	test("what is no export at all is no verdict", async () => {
		await expect(verify("hello\n")).rejects.toMatchObject({
			code: "bad_input",
		});
		await expect(verify("")).rejects.toMatchObject({ code: "bad_input" });
	});
});

describe("compared with checkpoints that are kept elsewhere", () => {
	const resigned = exportText(chain(6, 3), signer, "1700000000000005");
	test.each([
		["a sound one", SOUND, keep(4, BEFORE), "ok"],
		[
			"one written anew and signed again with our key",
			resigned,
			keep(4, BEFORE),
			"4 rewritten",
		],
		[
			"the same, where the checkpoint is older than the change",
			resigned,
			keep(2, BEFORE),
			"ok",
		],
		[
			"one cut short and signed again with our key",
			exportText(chain(4), signer),
			keep(6, BEFORE),
			"4 truncated",
		],
		["one older than the checkpoint", SOUND, keep(9, AFTER), "ok"],
		[
			"a checkpoint that is none of ours",
			SOUND,
			{ signed: [], unsigned: [{ file: "odd.json", seq: "5" }] },
			"5 unsigned",
		],
	])("%s", async (_, text, kept, expected) => {
		expect(await told(text, kept)).toBe(expected);
	});

	test("it says how many were compared, and how many are younger than the export", async () => {
		expect(await verify(SOUND, keep(4, BEFORE))).toMatchObject({
			checkpoints: 1,
			newer: 0,
		});
		expect(await verify(SOUND, keep(9, AFTER))).toMatchObject({
			checkpoints: 0,
			newer: 1,
		});
	});
});

type Mutation = (text: string) => string;
const place = fc.nat({ max: SOUND.length - 2 });
const lines =
	(change: (all: string[]) => string[]): Mutation =>
	(text) =>
		`${change(text.trimEnd().split("\n")).join("\n")}\n`;
const line = fc.nat({ max: 6 });
const MUTATIONS: fc.Arbitrary<Mutation> = fc.oneof(
	fc
		.tuple(place, fc.string({ unit: "binary", minLength: 1, maxLength: 3 }))
		.map(
			([i, put]): Mutation =>
				(text) =>
					text.slice(0, i) + put + text.slice(i + 1),
		),
	place.map(
		(i): Mutation =>
			(text) =>
				text.slice(0, i) + text.slice(i + 1),
	),
	fc.tuple(place, fc.string({ minLength: 1, maxLength: 3 })).map(
		([i, put]): Mutation =>
			(text) =>
				text.slice(0, i) + put + text.slice(i),
	),
	place.map(
		(i): Mutation =>
			(text) =>
				text.slice(0, i),
	),
	line.map((n) => lines((all) => all.toSpliced(n, 1))),
	line.map((n) => lines((all) => all.toSpliced(n, 0, all[n] ?? ""))),
	fc
		.tuple(line, line)
		.map(([a, b]) =>
			lines((all) => all.with(a, all[b] ?? "").with(b, all[a] ?? "")),
		),
);

test("no single mutation of an export goes unseen", async () => {
	await fc.assert(
		fc.asyncProperty(MUTATIONS, async (mutate) => {
			const text = mutate(SOUND);
			fc.pre(text !== SOUND);
			const seen = await told(text).catch(({ code }) => code);
			expect(seen).not.toBe("ok");
		}),
		{ numRuns: 500 },
	);
});
