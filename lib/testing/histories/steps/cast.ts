/** An account by its number, or all of them. */
export type AccountRef = 0 | 1 | "all";
export const ACCOUNTS = [0, 1] as const;
export type AccountNo = (typeof ACCOUNTS)[number];

export type CastRole = "operator" | "owner" | "compliance";

/** Who takes part in a history, and the roles they begin with. */
export const CAST: readonly (readonly {
	role: CastRole;
	place: AccountRef;
}[])[] = [
	[{ role: "operator", place: "all" }],
	[{ role: "operator", place: "all" }],
	[{ role: "owner", place: "all" }],
	// Alone they could grant all three signals: R4 says no.
	[
		{ role: "owner", place: "all" },
		{ role: "compliance", place: "all" },
	],
	[{ role: "compliance", place: "all" }],
	[{ role: "compliance", place: 0 }],
];

/** Two publishing workers, whose environments may disagree. */
export const WORKERS = [0, 1] as const;

/** Pictures that posts share, so that a quarantine stops several. */
export const PICTURES = 2;

/** Indexes of a step wrap around the list that it picks from. */
export const pick = <T>(list: readonly T[], index: number): T | undefined =>
	list[index % Math.max(1, list.length)];
