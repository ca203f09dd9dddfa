import type { Oracle } from "@/lib/testing/histories/oracle/oracle";
import type { Answer, Mode, Step } from "@/lib/testing/histories/steps/step";

/** A world that a history happens to. */
export type HistoryWorld = {
	/** Moves the clock; milliseconds since the history began. */
	moveTo: (ms: number) => Promise<void>;
	act: (step: Step) => Promise<Answer>;
	/** What the gate answers now about every post, in order. */
	modes: () => Promise<Mode[]>;
};

/** What was seen, so that a test can show that it had something to judge. */
export class Tally {
	histories = 0;
	steps = 0;
	live = 0;
	reachedLive = 0;
	private readonly done = new Set<Step["do"]>();

	count(step: Step, { said }: Answer): void {
		this.steps++;
		if (said === "live") this.live++;
		if (said !== "refused" && said !== "nothing") this.done.add(step.do);
	}

	/** Kinds of steps that were taken, not merely refused. */
	kinds(): Step["do"][] {
		return [...this.done].sort();
	}

	toString(): string {
		return `${this.histories} histories, ${this.steps} steps, ${this.live} live intents, ${this.reachedLive} histories reached live`;
	}
}

/** Runs a history; throws at the first step after which the product and the rules differ. */
export async function runHistory(
	{ world, oracle }: { world: HistoryWorld; oracle: Oracle },
	steps: readonly Step[],
	tally: Tally,
): Promise<void> {
	const before = tally.live;
	for (const [index, step] of steps.entries()) {
		await world.moveTo(oracle.timeOf(step));
		const answer = await world.act(step);
		const wrong = oracle.judge(step, answer);
		const at = `step ${index + 1}, ${JSON.stringify(step)}`;
		if (wrong) throw new Error(`${at}: ${wrong}`);
		const expected = oracle.modes().join(", ");
		const actual = (await world.modes()).join(", ");
		if (expected !== actual)
			throw new Error(
				`after ${at} the rules say of the posts: ${expected}; the gate: ${actual}`,
			);
		tally.count(step, answer);
	}
	tally.histories++;
	if (tally.live > before) tally.reachedLive++;
}
