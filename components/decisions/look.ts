import type { Tone } from "@/components/ui/tone";
import type { DecisionView } from "@/lib/governance/decisions/model";

type Look = { tone: Tone; word: string };

/** What the gate answered, in a word. */
export const ANSWER: Record<DecisionView["mode"], Look> = {
	live: { tone: "live", word: "cleared" },
	simulated: { tone: "info", word: "simulated" },
	held: { tone: "warn", word: "held" },
	stopped: { tone: "bad", word: "stopped" },
};

/** When it was asked. */
export const PHASE: Record<DecisionView["phase"], string> = {
	claim: "when a worker took it up",
	intent: "just before the call",
	due: "when its time ran out",
};

export const decisionHref = (id: string): string => `/decisions/${id}`;
