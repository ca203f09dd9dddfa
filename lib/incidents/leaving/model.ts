import type { Stopped } from "@/lib/governance/stops/model";
import type { IncidentSeverity } from "@/lib/incidents/model";

/** What somebody would leave behind; times are ISO. */
export type Leaving = {
	person: { id: string; name: string };
	/** Windows that they answer for and that are not over. */
	windows: {
		id: string;
		reason: string;
		opensAt: string;
		closesAt: string;
		/** Broken glass ends with whoever broke it. */
		handsOver: boolean;
	}[];
	/** What they granted in windows that are not over: it counts no more. */
	grants: { windowId: string; signal: string; reason: string }[];
	/** Incidents that they own and that are not resolved. */
	incidents: {
		id: string;
		number: number;
		title: string;
		severity: IncidentSeverity;
	}[];
	/** What they asked for and nobody decided: it is withdrawn. */
	requests: { kind: "auto_clean" | "hold_end"; id: string; reason: string }[];
	/** Posts that need another person's approval then. */
	posts: { id: string; title: string; handle: string; slotAt: string }[];
	/** Everybody else who is here, and why they cannot take it all over, if so. */
	successors: { id: string; name: string; refusal: string | null }[];
};

/** What leaving did. */
export type Left = Stopped & {
	personId: string;
	name: string;
	sessionsEnded: number;
	tokensRevoked: number;
	/** Who took it over; null where nobody did. */
	handedTo: string | null;
	/** Reasons of the windows. */
	windowsHanded: string[];
	windowsWithdrawn: string[];
	grantsEnded: number;
	/** Numbers. */
	incidents: number[];
	requestsWithdrawn: number;
	/** Titles of the posts that need another approval. */
	posts: string[];
};
