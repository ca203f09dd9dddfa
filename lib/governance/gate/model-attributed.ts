import type {
	GovernanceFacts,
	HaltFacts,
	HoldFacts,
	PostFacts,
	WindowFacts,
	WorkerEnvironment,
	WorkerWord,
} from "@/lib/governance/model";

export type AttributedWindow = WindowFacts & {
	requestedBy: string;
	/** When somebody ended it early; null when nobody did. */
	closedAt: Date | null;
	closedBy: string | null;
};
export type AttributedHalt = HaltFacts & { setBy: string };
export type AttributedHold = HoldFacts & { setBy: string };

/** What the gate asks of governance, and whose word each fact is: enough for a record. */
export type AttributedGovernance = Omit<
	GovernanceFacts,
	"windows" | "halts" | "holds"
> & {
	windows: readonly AttributedWindow[];
	halts: readonly AttributedHalt[];
	holds: readonly AttributedHold[];
	/** The publishing workers whose heartbeat was fresh. */
	workers: readonly WorkerWord[];
	/** The worker that asked, by the name in its lease; null when nobody did. */
	askedBy: (WorkerEnvironment & { id: string }) | null;
};

export type AttributedPost = PostFacts & {
	/** Who decided the approval that counts: a person's id, or a policy version. */
	approvedBy: string | null;
	editors: readonly string[];
};

export type AttributedFacts = AttributedGovernance & { post: AttributedPost };
