import { describe, expect, test } from "vitest";
import { type ChainedEvent, GENESIS_HASH } from "@/lib/audit/event";
import { at, chain, link } from "@/lib/audit/testing/chain";
import { verifyChain } from "./chain";

const verdict = async (events: ChainedEvent[], anchors = [at(chain(6), 6)]) => {
	const result = await verifyChain(events, anchors);
	return result.ok ? "ok" : `${result.seq} ${result.kind}`;
};

describe("verifying a chain", () => {
	test("a sound chain passes", async () => {
		expect(await verdict(chain(6))).toBe("ok");
	});

	test.each([
		[
			"a changed reason",
			(c: ChainedEvent[]) => c.with(2, { ...at(c, 3), reason: "n3!" }),
			"3 edit",
		],
		[
			"a changed actor with its hash made new",
			(c: ChainedEvent[]) => c.with(2, link(3, at(c, 2).hash, "other")),
			"4 fork",
		],
		["a removed event", (c: ChainedEvent[]) => c.toSpliced(2, 1), "4 gap"],
		[
			"two events swapped",
			(c: ChainedEvent[]) => c.with(2, at(c, 4)).with(3, at(c, 3)),
			"4 reorder",
		],
		[
			"an event twice",
			(c: ChainedEvent[]) => c.toSpliced(3, 0, at(c, 3)),
			"3 repeat",
		],
		[
			"a second event with the same number",
			(c: ChainedEvent[]) => c.toSpliced(3, 0, link(3, at(c, 2).hash, "other")),
			"3 fork",
		],
		["a cut tail", (c: ChainedEvent[]) => c.slice(0, 4), "4 truncated"],
		["nothing at all", () => [], "0 truncated"],
	])("%s is named", async (_, tamper, expected) => {
		expect(await verdict(tamper(chain(6)))).toBe(expected);
	});

	test("a chain that is sound in itself but written anew fails at the anchor", async () => {
		const rewritten = [link(1, GENESIS_HASH, "other")];
		for (let seq = 2; seq <= 6; seq++)
			rewritten.push(link(seq, rewritten.at(-1)?.hash ?? "", `n${seq}`));
		expect(await verdict(rewritten)).toBe("6 rewritten");
		expect(await verdict(rewritten, [])).toBe("ok");
	});

	test("of several points the first that differs is named, and the last that agrees", async () => {
		const kept = [2, 4, 6].map((seq) => at(chain(6), seq));
		const result = await verifyChain(chain(6, 3), kept);
		expect(result).toMatchObject({ ok: false, seq: "4", kind: "rewritten" });
		expect(result).toMatchObject({
			sentence: expect.stringContaining("after event 2 was written anew"),
		});
	});

	test("a head row that agrees does not hide a checkpoint that differs", async () => {
		const moved = chain(6, 1);
		const anchors = [at(chain(6), 6), at(moved, 6)];
		expect(await verdict(moved, anchors)).toBe("6 rewritten");
		expect(await verdict(moved, anchors.toReversed())).toBe("6 rewritten");
	});
});
