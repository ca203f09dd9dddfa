import type { CallsStop } from "@/lib/accounts/model";
import type { ChecklistView } from "@/lib/checklists/model";
import type { IncidentSeverity, IncidentView } from "@/lib/incidents/model";
import type { DuePostView } from "@/lib/publishing/decisions/model";
import type { PostState } from "@/lib/publishing/post/model";
import type { SignOffView } from "./model";

/** Live posts that ended in the last 24 h; simulated ones are counted apart (R9). */
export type PublishFigure = {
	published: number;
	failed: number;
	rehearsed: number;
};

/** Posts of the account's local day, by their planned slot. */
export type VolumeFigure = {
	planned: number;
	/** Slots that have come. */
	due: number;
	published: number;
	rehearsed: number;
	/** Was anything of the day to go out live? If not, there is no volume to judge (R9). */
	applicable: boolean;
};

export type IncidentFigure = {
	open: number;
	/** Without an owner or a standing ETA. */
	uncared: number;
	worst: IncidentSeverity | null;
};

export type PlannedSlot = {
	at: string;
	post: {
		id: string;
		title: string;
		state: PostState;
		approved: boolean;
		/** Why the approval does not count, or why the post is held. */
		why: string | null;
	} | null;
};

type GateAnswer = "live" | "simulated" | "held" | "stopped";

export type TodaySlot = PlannedSlot & {
	/** What it would answer for an approved post when the slot comes, as windows and brakes stand now. */
	gate: GateAnswer;
	/** Will calls for the account still be stopped then? */
	waits: boolean;
};

export type TodayView = {
	accountId: string;
	handle: string;
	zone: string;
	day: string;
	figures: {
		publish: PublishFigure;
		volume: VolumeFigure;
		incidents: IncidentFigure;
	};
	/** What the gate would answer now for a post that is approved and due. */
	gate: { mode: GateAnswer; reasons: string[]; callsStop: CallsStop | null };
	items: ChecklistView["items"];
	slots: readonly TodaySlot[];
	/** The posts that the gate was asked about last, with its answers. */
	lastDue: readonly DuePostView[];
	incidents: readonly IncidentView[];
	signOff: SignOffView;
	/** The day before, where it ended unsigned. */
	missedYesterday: string | null;
	accounts: readonly { id: string; handle: string }[];
	owners: readonly { id: string; name: string }[];
	/** Null where the reader may; else why not. */
	refusals: {
		confirm: string | null;
		run: string | null;
		incident: string | null;
		sign: string | null;
	};
	observedAt: string;
};
