import { GraphRefusal } from "./refusal";
import type { EmulatedAccount, State } from "./state";

/** Everything a route may touch. */
export type World = {
	readonly state: State;
	/** The emulator's own clock, in ms since the epoch. */
	now(): number;
	/** To be called before an answer that tells of a change. */
	save(): void;
	readonly fetchMedia: typeof fetch;
	/** Ends when the server closes: everything that waits must stop. */
	readonly closing: AbortSignal;
	/** Where the emulator is reached, for links to itself. */
	url(): string;
};

export const DAY_MS = 86_400_000;

/** A 17-digit numeric string like the platform's: too large for a JavaScript number. */
export function nextId(world: World, prefix: "17" | "18"): string {
	world.state.nextId += 1;
	return prefix + String(world.state.nextId).padStart(15, "0");
}

/** The platform's time format, `2026-11-23T10:00:00+0000`. */
export const graphTime = (at: number): string =>
	new Date(at).toISOString().replace(/\.\d{3}Z$/, "+0000");

export function emulatedAccount(world: World, igId: string): EmulatedAccount {
	const account = world.state.accounts.find((a) => a.igId === igId);
	if (account === undefined) throw GraphRefusal.missing(igId);
	return account;
}
