import { isCaredFor } from "@/lib/checklists/items-anomalies";
import type { IncidentView } from "@/lib/incidents/model";
import { countsNow } from "@/lib/publishing/queue/model";
import type {
	IncidentFigure,
	PlannedSlot,
	PublishFigure,
	VolumeFigure,
} from "./model-today";

type Outcome = "published" | "failed" | null;

/** How the live posts of a span ended; those still under way count on neither side. */
export const publishFigure = (
	posts: readonly { outcome: Outcome }[],
	rehearsed: number,
): PublishFigure => ({
	published: posts.filter(({ outcome }) => outcome === "published").length,
	failed: posts.filter(({ outcome }) => outcome === "failed").length,
	rehearsed,
});

/** States that a post is in only when it was to go out live. */
const LIVE: readonly string[] = [
	"publishing",
	"published",
	"unknown",
	"failed",
];

/** The day's volume against its plan; a post belongs to the day of its slot. */
export function volumeFigure(
	slots: readonly Date[],
	posts: readonly { state: string }[],
	now: Date,
): VolumeFigure {
	const count = (state: string) =>
		posts.filter((post) => post.state === state).length;
	return {
		planned: slots.length,
		due: slots.filter((slot) => slot <= now).length,
		published: count("published"),
		rehearsed: count("simulated"),
		applicable: posts.some(({ state }) => LIVE.includes(state)),
	};
}

export function incidentFigure(
	incidents: readonly Pick<
		IncidentView,
		"severity" | "number" | "owner" | "etaAt" | "etaPassed"
	>[],
): IncidentFigure {
	const [worst] = incidents.map(({ severity }) => severity).toSorted();
	return {
		open: incidents.length,
		uncared: incidents.filter((incident) => !isCaredFor(incident)).length,
		worst: worst ?? null,
	};
}

type QueuedPost = {
	id: string;
	slotAt: string;
	title: string;
	state: NonNullable<PlannedSlot["post"]>["state"];
	heldWhy: readonly { sentence: string }[];
	approval: {
		kind: string;
		fault: string | null;
		beforeHold: boolean;
		sentence: string | null;
	};
};

/** A post that no longer holds its slot. */
const GONE: readonly string[] = ["cancelled", "expired", "quarantined"];

/** The planned slots and the posts of a span in one list, by time; a slot without a post is an empty one. */
export function joinSlots(
	slots: readonly Date[],
	posts: readonly QueuedPost[],
): PlannedSlot[] {
	const held = posts.filter(({ state }) => !GONE.includes(state));
	const taken = new Set(held.map(({ slotAt }) => slotAt));
	const empty = slots
		.map((slot) => slot.toISOString())
		.filter((at) => !taken.has(at))
		.map((at): PlannedSlot => ({ at, post: null }));
	const filled = held.map((post): PlannedSlot => {
		const { id, title, state, approval } = post;
		const approved = countsNow(approval);
		const why =
			state === "held" ? post.heldWhy[0]?.sentence : approval.sentence;
		return {
			at: post.slotAt,
			post: { id, title, state, approved, why: why ?? null },
		};
	});
	return [...empty, ...filled].sort((a, b) => a.at.localeCompare(b.at));
}
