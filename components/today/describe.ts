import type { Told } from "@/components/shell/use-recorded-action";
import type { Tone } from "@/components/ui/tone";
import type { DailyItem, ItemView } from "@/lib/checklists/model";
import { plural } from "@/lib/core/plural";
import type { TodaySlot, TodayView } from "@/lib/signoff/model-today";
import type { RefillAnswer, ReplayAnswer } from "./acts";

/** What mends an item that is not good, said where no button can do it alone. */
export const TO_DO: Record<DailyItem, string> = {
	failed_jobs:
		"Replay or requeue the posts; resume or cancel the failed runs in the pipeline.",
	queue: "Fill what is empty, then approve what waits.",
	headroom: "Read the limits again; publish less until there is room.",
	kpi_summary: "Look at the collector, then have the insights read again.",
	anomalies: "Give every incident an owner and an ETA, open one per anomaly.",
};

export function describeReplayResult({
	requested,
	replayed,
	skipped,
}: ReplayAnswer): Told {
	const [first] = skipped;
	const why = first ? ` “${first.title}” was skipped: ${first.why}.` : "";
	return {
		text: `${replayed.length} of ${requested} failed posts are queued again.${why}`,
		refused: requested > 0 && replayed.length === 0,
	};
}

/** What a replay will do: to how many of the failed posts, and what the gate says of those now. */
export function describeReplay(
	{ failedPosts, replayable }: ItemView["evidence"],
	gate: Pick<TodayView["gate"], "mode" | "callsStop">,
): string {
	const all = failedPosts === replayable;
	const posts = all
		? "the posts that failed in the last 24 h"
		: `${replayable} of the ${failedPosts} posts that failed in the last 24 h`;
	const others = all ? "" : "; the others need a new slot or an edit";
	const now = gate.callsStop
		? "Calls for the account are stopped now: they wait until those go on."
		: `Right now the gate says: ${gate.mode}.`;
	return `Queues ${posts} again, with their slots and approvals${others}. ${now}`;
}

export const describeResume = (runs: readonly string[]): Told => ({
	text:
		runs.length === 0
			? "No failed run is left to resume"
			: `${plural(runs.length, "run")} ${runs.length === 1 ? "goes" : "go"} on`,
});

/** What a refill did, and which slots it could not fill. */
export function describeRefill(answer: RefillAnswer): Told {
	const runs = answer.reduce((sum, { started }) => sum + started.length, 0);
	const topicless = answer.reduce((sum, one) => sum + one.topicless, 0);
	if (topicless > 0)
		return {
			text: `${plural(runs, "run")} started. No topic for ${plural(topicless, "empty slot")}: an administrator gives the account a niche in Settings, or start a run with a topic in the pipeline`,
			refused: true,
		};
	return {
		text:
			runs === 0
				? "No run was started: every empty slot has one already, or is too near to be filled"
				: `${plural(runs, "run")} started; each post appears when its run ends`,
	};
}

type SlotLook = {
	tone: Tone;
	word: string;
	/** What a person can do about it. */
	todo: "refill" | "review" | null;
};

const HOW: Record<TodayView["gate"]["mode"], string> = {
	live: "goes out live",
	simulated: "will be rehearsed",
	held: "would be held",
	stopped: "would be stopped",
};

/** How a slot stands, by its post and by what would happen when it comes. */
export function slotLook({ post, gate, waits }: TodaySlot): SlotLook {
	if (!post) return { tone: "warn", word: "empty slot", todo: "refill" };
	switch (post.state) {
		case "published":
			return { tone: "ok", word: "published", todo: null };
		case "simulated":
			return { tone: "info", word: "rehearsed", todo: null };
		case "queued":
			if (!post.approved)
				return { tone: "warn", word: "needs approval", todo: "review" };
			if (waits)
				return {
					tone: "warn",
					word: "approved, waits for calls to go on",
					todo: null,
				};
			return {
				tone: gate === "held" || gate === "stopped" ? "warn" : "ok",
				word: `approved, ${HOW[gate]}`,
				todo: null,
			};
		case "held":
			return { tone: "warn", word: "held", todo: "review" };
		case "failed":
		case "unknown":
		case "needs_human":
			return {
				tone: "bad",
				word: post.state.replace("_", " "),
				todo: "review",
			};
		default:
			return {
				tone: "info",
				word: post.state.replace("_", " "),
				todo: "review",
			};
	}
}

/** A page's address for this account. */
export const onAccount = (path: string, accountId: string): string =>
	`${path}${path.includes("?") ? "&" : "?"}account=${accountId}`;

export type NamedAnomaly = { cause: string; title: string };

/** The anomalies of an item's evidence that nobody looked at: `anomaly:<day>:<metric>`. */
export function anomaliesOf(unvalidated: unknown): NamedAnomaly[] {
	if (!Array.isArray(unvalidated)) return [];
	return unvalidated.flatMap((cause: unknown) => {
		const [, day, metric] =
			/^anomaly:(\d{4}-\d\d-\d\d):(\w+)$/.exec(String(cause)) ?? [];
		if (!day || !metric) return [];
		const words = metric.replace(/[A-Z]/g, (big) => ` ${big.toLowerCase()}`);
		return [{ cause: String(cause), title: `${words} fell on ${day}` }];
	});
}
