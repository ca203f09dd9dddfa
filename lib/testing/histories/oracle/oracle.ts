import { MINUTE, SECOND } from "@/lib/core/time";
import { SIGNALS } from "@/lib/governance/model";
import {
	type Acts,
	type Answer,
	type Mode,
	perform,
	type Step,
} from "@/lib/testing/histories/steps/step";
import { judgingRules, publishingRules } from "./posts";
import { environment, isAble, modeOf, TOLERANCE } from "./rules";
import { newOracleState, type OracleState, type Said } from "./state";
import { staffRules, stopRules } from "./stops";
import { windowRules, wrongWithWindow } from "./windows";

const RULES: Acts<OracleState, Said> = {
	...windowRules,
	...stopRules,
	...staffRules,
	...judgingRules,
	...publishingRules,
};

const MODES = {
	stopped: "stopped",
	braked: "held",
	unapproved: "held",
	simulated: "simulated",
	live: "live",
} as const;

/** Predicts, from the written rules alone, what must come of every step and what the gate must answer. */
export class Oracle {
	constructor(private readonly state: OracleState = newOracleState()) {}

	/** Knows what this one knows, and judges a history of its own. */
	branchOff(): Oracle {
		return new Oracle(structuredClone(this.state));
	}

	/** Moves the clock to this step's time, and says which: milliseconds since the history began. */
	timeOf(step: Step): number {
		const { state } = this;
		const next = step.do === "boundary" ? this.boundary(step.nth) : null;
		const minutes = step.do === "clock" ? step.minutes : 0;
		state.now = next ?? state.now + SECOND + minutes * MINUTE;
		return state.now;
	}

	/** The nth instant from now on at which something begins or ends. */
	private boundary(nth: number): number | null {
		const { windows, posts, holds, now } = this.state;
		const times = [
			...windows.flatMap(({ opensAt, closesAt }) => [opensAt, closesAt]),
			...posts.flatMap((post) => [
				post.slotAt,
				post.slotAt + TOLERANCE,
				post.leaseUntil,
				post.notBefore,
			]),
			...holds.map(({ until }) => until),
		];
		const ahead = [...new Set(times)].filter((time) => time > now);
		ahead.sort((a, b) => a - b);
		return ahead[nth % Math.max(1, ahead.length)] ?? null;
	}

	/** Takes a step by the rules. Returns what is wrong with the answer that the product gave, or null. */
	judge(step: Step, answer: Answer): string | null {
		const said = perform(RULES, this.state, step);
		if (said !== answer.said)
			return `the rules say ${said}, the product ${answer.said}`;
		if (answer.said !== "live" || !("which" in step) || step.which === null)
			return null;
		const post = step.which % this.state.posts.length;
		const worker = step.do === "intent" ? step.worker : null;
		return this.wrongWithCall(post, worker, answer.window);
	}

	/** What is wrong with the authority that a live call claims for itself. */
	private wrongWithCall(
		post: number,
		worker: number | null,
		number: number | null,
	): string | null {
		const { on } = environment(this.state, worker);
		if (number === null)
			return on.length === SIGNALS.length
				? null
				: "live by an environment that lacks a signal";
		const window = this.state.windows[number];
		if (!window || !isAble(this.state, window, { post, on }))
			return "live under a window that could not let it";
		window.used.add(post);
		return wrongWithWindow(window);
	}

	/** What the gate must answer now about every post. */
	modes(): Mode[] {
		return this.state.posts.map((_, index) => MODES[modeOf(this.state, index)]);
	}
}
