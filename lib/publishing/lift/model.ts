/** What becomes of posts whose slot was missed: sent later one by one, given up, or left to a person. */
export const MISSED = ["shift", "skip", "ask"] as const;
export type Missed = (typeof MISSED)[number];

export const DEFAULT_SPACING_MINUTES = 15;
export const MAX_SPACING_MINUTES = 240;

type Named = { postId: string; account: string; title: string };

/** Accounts on which another halt still stands: nothing is released there yet. */
export type StillHalted = { account: string; posts: number };

/** What lifting a halt answers. */
export type Lifted = {
	/** ISO. */
	liftedAt: string;
	/** Back in the queue; a worker takes each at its time. */
	released: (Named & { at: string })[];
	skipped: Named[];
	/** Still held: a person releases them, or gives them another slot. */
	waiting: (Named & { why: string })[];
	stillHalted: StillHalted[];
};

/** How many posts wait on a halt, and what each choice would do to them. */
export type LiftPreview = {
	posts: number;
	/** By the choice: how many go out (the last when, ISO), are given up, or stay held. */
	choices: Record<
		Missed,
		{
			released: number;
			lastAt: string | null;
			skipped: number;
			waiting: number;
		}
	>;
	stillHalted: StillHalted[];
};

export const countPosts = (count: number): string =>
	count === 1 ? "1 post" : `${count} posts`;

/** Says that another brake is on, or nothing. */
export function describeStillHalted(
	halted: readonly StillHalted[],
): string | null {
	if (halted.length === 0) return null;
	const where = halted.map(({ account }) => `@${account}`).join(", ");
	const posts = halted.reduce((sum, one) => sum + one.posts, 0);
	return `another halt still stands on ${where}: ${posts === 0 ? "nothing" : `none of ${countPosts(posts)}`} is released there yet`;
}

/** What to tell besides "lifted". */
export function describeLifted(lifted: Lifted): string[] {
	const { released, skipped, waiting, stillHalted } = lifted;
	const halted = describeStillHalted(stillHalted);
	return [
		...(released.length === 1 ? ["1 post goes out now or at its time"] : []),
		...(released.length > 1
			? [`${countPosts(released.length)} go out one by one from now on`]
			: []),
		...(skipped.length > 0 ? [`${countPosts(skipped.length)} given up`] : []),
		...(waiting.length > 0
			? [`${countPosts(waiting.length)} left held until a person decides`]
			: []),
		...(halted ? [halted] : []),
	];
}
