import { describe, expect, test } from "vitest";
import { GENESIS_HASH, hashEvent } from "@/lib/audit/event";
import {
	type DecisionProof,
	spellDecisionFile,
	writeDecisionFile,
} from "@/lib/audit/export/decision-file";
import { at, chain, makeSigner } from "@/lib/audit/testing/chain";
import { digestOf } from "@/lib/core/canonical-json";
import { verifyDecisionFile } from "./decision";

const signer = makeSigner();
const record = {
	id: "d1",
	postId: "x",
	mode: "simulated",
	facts: { post: { digest: "abc" }, windows: [{ revision: 1 }] },
};

function eventFor(subject: { id: string; postId: string }) {
	const { hash: _, ...content } = at(chain(1), 1);
	const link = {
		...content,
		action: "gate.decide",
		subjectId: subject.postId,
		prevHash: GENESIS_HASH,
		after: { decisionId: subject.id, recordSha256: digestOf(subject) },
	};
	return { ...link, hash: hashEvent(link) };
}

const proofOf = (by = signer): DecisionProof => {
	const event = eventFor(record);
	return { record, event, checkpoint: by.prove(event, "1700000000000009") };
};

const verify = (proof: unknown) =>
	verifyDecisionFile(spellDecisionFile([proof]), signer.publicKey);

test("a record, its event and the signature hold together", () => {
	expect(
		verifyDecisionFile(writeDecisionFile([proofOf()]), signer.publicKey),
	).toEqual({ ok: true, decisions: [{ id: "d1", seq: "1" }] });
});

describe("a tampered file", () => {
	const sound = proofOf();
	const { event } = sound;
	const rehashed = (change: object) => {
		const { hash: _, ...content } = { ...event, ...change };
		return { ...content, hash: hashEvent(content) };
	};
	const other = { ...record, mode: "live" };

	test.each([
		["a changed answer", { ...sound, record: other }, "record edited"],
		[
			"a changed fact, deep inside",
			{
				...sound,
				record: {
					...record,
					facts: { ...record.facts, windows: [{ revision: 2 }] },
				},
			},
			"record edited",
		],
		[
			"an added member",
			{ ...sound, record: { ...record, note: "approved" } },
			"record edited",
		],
		[
			"another post's record",
			{ ...sound, record: { ...record, postId: "y" } },
			"record edited",
		],
		[
			"an edited event",
			{ ...sound, event: { ...event, actorName: "Somebody else" } },
			"event edited",
		],
		[
			"an edited event with a hash to fit",
			{
				...sound,
				record: other,
				event: rehashed({
					after: { decisionId: "d1", recordSha256: digestOf(other) },
				}),
			},
			"event edited",
		],
		["a foreign signature", proofOf(makeSigner()), "signature foreign"],
		[
			"a checkpoint in place of the event's own signature",
			{ ...sound, checkpoint: signer.sign(event, "1700000000000009") },
			"signature foreign",
		],
		[
			"a signature that names another event",
			{ ...sound, checkpoint: { ...sound.checkpoint, seq: "2" } },
			"signature foreign",
		],
		[
			"an event of another kind",
			{
				...sound,
				...(() => {
					const moved = rehashed({ action: "post.claim" });
					return {
						event: moved,
						checkpoint: signer.prove(moved, "1700000000000009"),
					};
				})(),
			},
			"record edited",
		],
		[
			"an added member in the event",
			{ ...sound, event: { ...event, note: "x" } },
			"unreadable",
		],
		["no signature", { ...sound, checkpoint: null }, "unreadable"],
	])("%s", (_, proof, kind) => {
		expect(verify(proof)).toMatchObject({ ok: false, kind });
	});

	test("a number spelled as text, which has the same digest, is another record", () => {
		const half = { ...record, facts: { post: 1.5 } };
		const vouched = eventFor(half);
		const checkpoint = signer.prove(vouched, "1700000000000009");
		expect(verify({ record: half, event: vouched, checkpoint })).toMatchObject({
			ok: false,
			kind: "record edited",
		});
	});

	test("white space, an empty list, and what is no such file", () => {
		const text = writeDecisionFile([sound]);
		for (const bad of [
			text.replace("{\n", "{ \n"),
			`${text}\n`,
			spellDecisionFile([]),
			"not JSON",
		])
			expect(verifyDecisionFile(bad, signer.publicKey)).toMatchObject({
				kind: "unreadable",
			});
	});
});
