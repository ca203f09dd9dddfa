import type { QueueRow } from "@/lib/publishing/model-queue";

/** For tests: a queued post that nobody approved yet. */
export const queueRow = (change: Partial<QueueRow> = {}): QueueRow => ({
	id: "post",
	slotAt: "2026-11-23T09:00:00.000Z",
	state: "queued",
	title: "A post",
	topic: "bread",
	templateVersion: "list@1",
	digest: "",
	moderation: "pass",
	imageSha256: null,
	heldWhy: [],
	waitsFor: null,
	fault: null,
	permalink: null,
	approval: {
		kind: "none",
		by: null,
		byName: null,
		decidedAt: null,
		validUntil: null,
		digest: null,
		fault: "no_approval",
		beforeHold: false,
		sentence: null,
	},
	approveRefusal: null,
	rejectRefusal: null,
	holdRefusal: null,
	quarantine: null,
	...change,
});
