import type { Tone } from "@/components/ui/tone";
import type { CheckpointsView } from "@/lib/audit/checkpoints/views";

type Said = { tone: Tone; word: string; trouble: string | null };

const HEALTHY = "A worker makes one when it starts, and then every hour.";

const STATES: Record<CheckpointsView["state"], Said> = {
	fresh: { tone: "ok", word: "fresh", trouble: null },
	stale: {
		tone: "bad",
		word: "stale",
		trouble: `The last checkpoint is more than 2 h old: what was written since is not signed. ${HEALTHY} Is one running?`,
	},
	none: {
		tone: "warn",
		word: "none",
		trouble: `There is no checkpoint yet, so a cut or rewritten log would not be found. ${HEALTHY}`,
	},
	no_key: {
		tone: "warn",
		word: "off",
		trouble:
			"SIGNALBOX_CHECKPOINT_KEY is not set here, so nothing is signed and no checkpoint can be checked.",
	},
	unreadable: {
		tone: "bad",
		word: "unreadable",
		trouble: "The checkpoints’ directory cannot be read.",
	},
};

/** How the checkpoints are, in a word and, where something is wrong, in sentences. */
export function describeCheckpoints({
	state,
	fault,
}: Pick<CheckpointsView, "state" | "fault">): Said {
	const said = STATES[state];
	if (fault === null) return said;
	if (state === "unreadable")
		return { ...said, trouble: `${said.trouble} ${fault}` };
	const trouble = `The last checkpoint could not be kept as a file: ${fault}. The team’s channel has it.`;
	return { tone: "bad", word: "not kept", trouble };
}
