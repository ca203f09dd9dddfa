import { refuseHold, refuseReject } from "@/lib/publishing/approval/decide";
import {
	describePost,
	IN_DOUBT,
	type ModerationVerdict,
	OPEN_POST_STATES,
	type PostState,
} from "@/lib/publishing/post/model";
import {
	describeQuarantine,
	type QuarantineFacts,
	refuseQuarantined,
} from "@/lib/publishing/quarantine/decide";
import type { PostActs } from "./model";

type ActFacts = {
	state: PostState;
	expiresAt: Date;
	moderation: ModerationVerdict;
	/** A person approved it exactly as it stands. */
	approvedByPerson: boolean;
	quarantine: QuarantineFacts;
	/** Has it media of ours to quarantine? */
	hasMedia: boolean;
};

/** What the reader's roles and past forbid, as sentences. */
export type ReaderRefusals = {
	edit: string | null;
	decide: string | null;
	/** Of an approval alone: an editor, an approval that stands already. */
	approve: string | null;
	quarantine: string | null;
	lift: string | null;
};

/** What may have another slot. */
export const AGAIN: readonly PostState[] = [
	"simulated",
	"failed",
	"expired",
	"quarantined",
];

function refuseRelease(post: ActFacts, now: Date): string | null {
	if (post.state !== "held") return "only a held post can be released";
	if (now >= post.expiresAt)
		return "its slot is more than 6 hours past: give it another one";
	return post.moderation === "hold" && !post.approvedByPerson
		? "moderation held it: edit it, or have a person approve it"
		: null;
}

function refuseQuarantine({ quarantine, hasMedia }: ActFacts): string | null {
	if (!hasMedia) return "it has no picture of ours";
	const { standing } = quarantine;
	return standing && `its picture is ${describeQuarantine(standing)}`;
}

/** What may be done about a post, role first, then quarantine, then state. */
export function postActs(
	post: ActFacts,
	reader: ReaderRefusals,
	now: Date,
): PostActs {
	const { state, quarantine } = post;
	const stopped = refuseQuarantined(post, quarantine);
	const among = (states: readonly PostState[], verb: string) =>
		states.includes(state) ? null : `${describePost(state)} cannot be ${verb}`;
	const again = refuseQuarantined({ state: "queued" }, quarantine);
	return {
		approve: reader.decide ?? reader.approve,
		reject: reader.decide ?? refuseReject(post),
		edit: reader.edit ?? stopped ?? among(OPEN_POST_STATES, "edited"),
		hold: reader.edit ?? refuseHold(post),
		release: reader.edit ?? stopped ?? refuseRelease(post, now),
		reschedule:
			reader.edit ?? stopped ?? among(OPEN_POST_STATES, "rescheduled"),
		requeue: reader.edit ?? again ?? among(AGAIN, "requeued"),
		publishNext: reader.edit ?? stopped ?? among(["queued"], "published next"),
		resolve: reader.edit ?? among(IN_DOUBT, "settled: it is not in doubt"),
		quarantine: reader.quarantine ?? refuseQuarantine(post),
		liftQuarantine:
			reader.lift ??
			(quarantine.standing ? null : "its picture is not quarantined"),
	};
}
