import { z } from "zod";
import { findHashAt, listEvents } from "@/lib/audit/store";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError, messageOf } from "@/lib/core/errors";
import { HOUR } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { readEnv } from "@/lib/env";
import {
	type CheckpointLocation,
	checkpointLocation,
	type KeptCheckpoint,
	listCheckpointFiles,
	newestCheckpoint,
} from "./files";
import { keyIdOf, timeOf } from "./model";

/** One is made each hour (AC-A5): twice that without one is a fault. */
export const CHECKPOINT_STALE_MS = 2 * HOUR;

/** How the making of checkpoints went, by the log. */
export type CheckpointHistory = {
	triedAt: Date | null;
	keptAt: Date | null;
	/** Why the last one could not be kept in the directory. */
	fault: string | null;
};

const Recorded = z.object({
	file: z.string().nullable(),
	fault: z.string().nullable(),
});
const LOOK_BACK = 48;

/** The last checkpoints that a worker made, kept or not. */
export async function readCheckpointHistory(
	ctx: Ctx,
): Promise<CheckpointHistory> {
	demandRead(ctx);
	const events = await listEvents(ctx.db, {
		action: "audit.checkpoint",
		limit: LOOK_BACK,
	});
	const made = events.map((event) => ({
		at: timeOf(event),
		...Recorded.parse(event.after),
	}));
	return {
		triedAt: made[0]?.at ?? null,
		keptAt: made.find(({ file }) => file !== null)?.at ?? null,
		fault: made[0]?.fault ?? null,
	};
}

/** A checkpoint of ours that the database does not hold, and how the database differs from it. */
export type ForeignCheckpoint = KeptCheckpoint & {
	database: "older" | "other";
};

/** Compares the database with the newest checkpoint of ours; null when it holds that, or there is none. */
export async function findLost(
	ctx: Ctx,
	location: CheckpointLocation,
): Promise<ForeignCheckpoint | null> {
	demandRead(ctx);
	const newest = await newestCheckpoint(location);
	if (newest === null) return null;
	const { seq, hash } = newest.checkpoint;
	const found = await findHashAt(ctx.db, BigInt(seq));
	if (found === hash) return null;
	return { ...newest, database: found === null ? "older" : "other" };
}

/**
 * Nothing new is signed over a database that does not hold the newest checkpoint: a signature would vouch for
 * the loss. Throws `conflict` then.
 * @param publicKey of the key that is about to sign
 */
export async function demandNothingLost(
	ctx: Ctx,
	publicKey: string,
	dir = checkpointLocation(readEnv()).dir,
): Promise<void> {
	const lost = await findLost(ctx, { dir, publicKey });
	if (lost === null) return;
	throw new AppError(
		"conflict",
		`the database does not hold the checkpoint ${lost.file}, so nothing is signed over it: run ops audit-verify`,
	);
}

/** The checkpoints as this process sees them on its disk. */
export type CheckpointsView = {
	dir: string;
	count: number;
	newest: { seq: string; at: string; hash: string } | null;
	state: "fresh" | "stale" | "none" | "no_key" | "unreadable";
	/** Why the directory cannot be read, or the last checkpoint could not be kept. */
	fault: string | null;
	key: { id: string; publicKey: string } | null;
};

export async function readCheckpointsView(
	ctx: Ctx,
	location: CheckpointLocation = checkpointLocation(readEnv()),
): Promise<CheckpointsView> {
	const { fault } = await readCheckpointHistory(ctx);
	const { dir, publicKey } = location;
	const key = publicKey && { id: keyIdOf(publicKey), publicKey };
	const nothing = { dir, count: 0, newest: null, fault, key: key || null };
	if (publicKey === null) return { ...nothing, state: "no_key" };
	try {
		const count = (await listCheckpointFiles(dir)).length;
		const newest = await newestCheckpoint(location);
		if (newest === null) return { ...nothing, count, state: "none" };
		const at = timeOf(newest.checkpoint);
		const ageMs = (await appNow(ctx.db)).getTime() - at.getTime();
		const { seq, hash } = newest.checkpoint;
		return {
			...nothing,
			count,
			newest: { seq, hash, at: at.toISOString() },
			state: ageMs > CHECKPOINT_STALE_MS ? "stale" : "fresh",
		};
	} catch (error) {
		// The page is of use without its directory, and says what is wrong with that.
		return { ...nothing, state: "unreadable", fault: messageOf(error) };
	}
}
