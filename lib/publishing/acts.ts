import {
	type ModerationVerdict,
	type PostState,
	UNSENT_STATES,
} from "@/lib/publishing/model";
import type { PostActs } from "@/lib/publishing/model-queue";

type ActFacts = {
	state: PostState;
	expiresAt: Date;
	moderation: ModerationVerdict;
	/** A person approved it exactly as it stands. */
	approvedByPerson: boolean;
};

/** What the reader's roles and past forbid, as sentences. */
export type ReaderRefusals = {
	edit: string | null;
	decide: string | null;
	/** Of an approval alone: an editor, an approval that stands already. */
	approve: string | null;
};

const OPEN: readonly PostState[] = ["queued", "held"];
const AGAIN: readonly PostState[] = ["simulated", "failed", "expired"];
/** What only a look at the account can settle. */
export const IN_DOUBT: readonly PostState[] = ["unknown", "needs_human"];
/** What a person may put on hold: no call for it can be under way. */
export const HOLDABLE: readonly PostState[] = [
	"queued",
	"claimed",
	"container_ready",
];

const inWords = (state: PostState): string => state.replaceAll("_", " ");

function refuseRelease(post: ActFacts, now: Date): string | null {
	if (post.state !== "held") return "only a held post can be released";
	if (now >= post.expiresAt)
		return "its slot is more than 6 hours past: give it another one";
	return post.moderation === "hold" && !post.approvedByPerson
		? "moderation held it: edit it, or have a person approve it"
		: null;
}

/** What may be done about a post, role first, then state. */
export function postActs(
	post: ActFacts,
	reader: ReaderRefusals,
	now: Date,
): PostActs {
	const { state } = post;
	const among = (states: readonly PostState[], verb: string) =>
		states.includes(state)
			? null
			: `a ${inWords(state)} post cannot be ${verb}`;
	return {
		approve: reader.decide ?? reader.approve,
		reject: reader.decide ?? among(UNSENT_STATES, "rejected"),
		edit: reader.edit ?? among(OPEN, "edited"),
		hold: reader.edit ?? among(HOLDABLE, "held"),
		release: reader.edit ?? refuseRelease(post, now),
		reschedule: reader.edit ?? among(OPEN, "rescheduled"),
		requeue: reader.edit ?? among(AGAIN, "requeued"),
		publishNext: reader.edit ?? among(["queued"], "published next"),
		resolve: reader.edit ?? among(IN_DOUBT, "settled: it is not in doubt"),
	};
}
