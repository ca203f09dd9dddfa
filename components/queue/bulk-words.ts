import type { Refusal } from "./queue-acts";

export const countPosts = (n: number): string =>
	`${n} post${n === 1 ? "" : "s"}`;

/** What a bulk act did, and of what it left the first reason. */
export const tellBulk = (done: string, refused: readonly Refusal[]) => ({
	text:
		refused.length === 0
			? done
			: `${done}; ${refused.length} not: ${refused[0]?.why}`,
	refused: refused.length > 0,
});
