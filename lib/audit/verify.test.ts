import { describe, expect, test } from "vitest";
import { type ChainedEvent, GENESIS_HASH, hashEvent } from "@/lib/audit/event";
import { verifyChain } from "@/lib/audit/verify";

function link(seq: number, prevHash: string, note: string): ChainedEvent {
	const content = {
		seq: String(seq),
		at: "1700000000000000",
		actorKind: "person",
		actorId: "p",
		actorName: "Zoë",
		session: null,
		address: null,
		action: "post.hold",
		subjectType: "post",
		subjectId: "x",
		accountId: null,
		reason: note,
		before: null,
		after: { n: seq, list: ["b", "a"], deep: { z: 1, a: "1.5" } },
		facts: null,
		trace: "t",
		prevHash,
	};
	return { ...content, hash: hashEvent(content) };
}

function chain(length: number): ChainedEvent[] {
	const events: ChainedEvent[] = [];
	for (let seq = 1; seq <= length; seq++)
		events.push(link(seq, events.at(-1)?.hash ?? GENESIS_HASH, `n${seq}`));
	return events;
}

const at = (events: ChainedEvent[], seq: number): ChainedEvent => {
	const event = events[seq - 1];
	if (!event) throw new Error(`no event ${seq}`);
	return event;
};

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
});
