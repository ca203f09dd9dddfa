import type { Tone } from "@/components/ui/tone";
import type { BudgetView } from "@/lib/governance/budget/views";
import type { Signal } from "@/lib/governance/model";
import type { Explanation } from "@/lib/governance/panel/views-mode";
import type { WindowView } from "@/lib/governance/panel/views-windows";
import {
	describeStop,
	type HoldEnded,
	type Stopped,
} from "@/lib/governance/stops/model";

/** Who may grant a signal, in words. */
export const GRANTED_BY: Record<Signal, string> = {
	ALLOW_AUTONOMOUS_PUBLISH: "the owner grants it",
	PUBLISH_APPROVAL_GRANTED: "compliance grants it",
	GOVERNANCE_APPROVED: "compliance grants it",
};

type Look = { word: string; tone: Tone };

export const ANSWERS: Record<Explanation["mode"], Look> = {
	live: { word: "goes out live", tone: "live" },
	simulated: { word: "simulated", tone: "info" },
	held: { word: "held", tone: "warn" },
	stopped: { word: "stopped", tone: "bad" },
};

export const WINDOW_STATES: Record<WindowView["status"], Look> = {
	open: { word: "open", tone: "live" },
	upcoming: { word: "upcoming", tone: "info" },
	expired: { word: "expired", tone: "neutral" },
	closed: { word: "closed early", tone: "neutral" },
	withdrawn: { word: "withdrawn", tone: "neutral" },
};

export const WINDOW_KINDS: Record<WindowView["kind"], Look | null> = {
	normal: null,
	recovery: { word: "recovery posts only", tone: "info" },
	break_glass: { word: "break-glass", tone: "bad" },
};

/** What is left of an error budget, in words: never a number where there is no data. */
export function describeBudget({ remaining, failures }: BudgetView): string {
	if (remaining === null) return "no data yet, so it refuses nothing";
	const percent = Math.round(remaining * 100);
	const lost = `${failures} ${failures === 1 ? "failure" : "failures"} in 30 days`;
	return percent < 0
		? `overdrawn by ${-percent} %, ${lost}`
		: `${percent} % left, ${lost}`;
}

/** Accounts of a window; an empty list is all of them. */
export const describeAccounts = (handles: readonly string[]): string =>
	handles.length === 0
		? "every account"
		: handles.map((handle) => `@${handle}`).join(", ");

/** What every end of a window does besides (R3). */
export const STOP_NOTE =
	"Posts that were on their way but not sent are held; where the environment alone would keep all three signals on, publishing is halted too.";

export const describeStopped = (what: string, stopped: Stopped) => ({
	text: [what, ...describeStop(stopped)].join("; "),
});

/** The end of a window, or that it came before somebody pressed. */
export const describeEnded = (what: string, ended: HoldEnded) =>
	describeStopped(ended.already ? "It had ended already" : what, ended);

/** When a window ended or will: earlier than planned where somebody closed it. */
export const endOf = ({ closedAt, closesAt }: WindowView): string =>
	closedAt !== null && closedAt < closesAt ? closedAt : closesAt;
