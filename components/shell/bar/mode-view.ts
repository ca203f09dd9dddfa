import {
	FlaskConical,
	Infinity as InfinityIcon,
	type LucideIcon,
	OctagonPause,
	Radio,
	ShieldAlert,
} from "lucide-react";

export type Mode =
	| "simulation"
	| "live"
	| "live_without_end"
	| "halted"
	| "policy_hold";

/** What the bar across every page says; JSON-safe. */
export type ModeView = {
	mode: Mode;
	/** One sentence: why it is so, by whom. */
	sentence: string;
	/** When it ends by itself, ISO. */
	until?: string | undefined;
	accounts?: readonly string[] | undefined;
	grantedBy?: readonly string[] | undefined;
	/** Gate signals that are not there. */
	missing?: readonly string[] | undefined;
	flags: {
		dutiesOff: boolean;
		testClock: boolean;
		demo: boolean;
		auditWeak: boolean;
	};
};

export type ModeLook = { word: string; icon: LucideIcon; ground: string };

export const MODE_LOOK: Record<Mode, ModeLook> = {
	simulation: {
		word: "SIMULATION",
		icon: FlaskConical,
		ground: "border-b bg-accent-soft text-ink",
	},
	live: {
		word: "LIVE",
		icon: Radio,
		ground: "on-solid bg-live-solid text-on-solid",
	},
	live_without_end: {
		word: "LIVE WITHOUT END",
		icon: InfinityIcon,
		ground: "on-solid bg-live-solid text-on-solid",
	},
	halted: {
		word: "HALTED",
		icon: OctagonPause,
		ground: "on-solid bg-bad-solid text-on-solid",
	},
	policy_hold: {
		word: "POLICY HOLD",
		icon: ShieldAlert,
		ground: "on-solid bg-warn-solid text-on-solid",
	},
};

const FLAG_WORDS = {
	dutiesOff: "Separation of duties off",
	testClock: "Test clock",
	demo: "Demo data",
	auditWeak: "Audit protection weak",
} as const;

/** The words of the flags that are up, gravest first. */
export function flagWords(flags: ModeView["flags"]): string[] {
	const order = ["auditWeak", "dutiesOff", "testClock", "demo"] as const;
	return order.filter((flag) => flags[flag]).map((flag) => FLAG_WORDS[flag]);
}

/** Who, where and what is missing, as short facts. */
export function modeFacts(view: ModeView): string[] {
	const fact = (name: string, list: readonly string[] = []) =>
		list.length === 0 ? [] : [`${name} ${list.join(", ")}`];
	return [
		...fact("on", view.accounts),
		...fact("granted by", view.grantedBy),
		...fact("missing", view.missing),
	];
}
