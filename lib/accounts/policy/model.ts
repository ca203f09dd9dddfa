import { HOUR } from "@/lib/core/time";

/** How long a request that takes two people waits for the second. */
export const REQUEST_LIFE_MS = 24 * HOUR;

/** Auto-clean on one account, as this reader sees it. A null refusal means that they may. */
export type AutoCleanView = {
	/** Null while people approve. */
	on: {
		at: string;
		requestedBy: string;
		confirmedBy: string;
		reason: string;
		/** Why nothing is approved by it any more although it is on; null while it works. */
		void: string | null;
	} | null;
	/** The request that waits for its second person. */
	request: {
		id: string;
		by: string;
		at: string;
		lapsesAt: string;
		reason: string;
		/** The reader asked for it. */
		isOwn: boolean;
		confirmRefusal: string | null;
	} | null;
	askRefusal: string | null;
	/** For declining, withdrawing and switching off. */
	tightenRefusal: string | null;
};

/** What auto-clean means, wherever somebody decides about it. */
export const AUTO_CLEAN_MEANS =
	"Posts that pass moderation go out without a person looking at each. It counts for posts enqueued from then on, never after an edit, in a policy hold or in quarantine.";
