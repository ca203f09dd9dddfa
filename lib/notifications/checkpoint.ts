import {
	checkpointLocation,
	newestCheckpoint,
	writeCheckpoint,
} from "@/lib/audit/checkpoints/files";
import {
	readPrivateKey,
	signCheckpoint,
	timeOf,
} from "@/lib/audit/checkpoints/model";
import { findLost, readCheckpointHistory } from "@/lib/audit/checkpoints/views";
import { microsOf } from "@/lib/audit/event";
import { readHead } from "@/lib/audit/store";
import type { Ctx } from "@/lib/command";
import { messageOf } from "@/lib/core/errors";
import { appNow } from "@/lib/db/clock";
import type { Env } from "@/lib/env";
import { isCheckpointDue } from "./checkpoint-due";
import { recordCheckpoint } from "./commands-checkpoint";

export type CheckpointResult =
	| { kind: "kept"; seq: string; file: string }
	/** Told to the team and recorded, but not in the directory. */
	| { kind: "not_kept"; seq: string; fault: string }
	| { kind: "not_due" }
	/** No key is set, or there is no event yet. */
	| { kind: "nothing_to_sign" }
	/** The database is not the one that was signed before: its state is not vouched for. */
	| { kind: "lost" };

/**
 * Signs how far the chain goes, once an hour, and keeps that outside the database: as a file, and in
 * the team's channel (AC-A5). A directory that cannot be written stops neither.
 */
export async function keepCheckpoint(
	ctx: Ctx,
	env: Env,
): Promise<CheckpointResult> {
	const privateKey = env.SIGNALBOX_CHECKPOINT_KEY;
	const head = await readHead(ctx.db);
	if (!privateKey || head.seq === 0n) return { kind: "nothing_to_sign" };
	const location = checkpointLocation(env);
	const history = await readCheckpointHistory(ctx);
	const now = await appNow(ctx.db);
	const newest = await orFault(newestCheckpoint(location));
	const newestAt =
		newest.value === null ? null : timeOf(newest.value.checkpoint);
	if (!isCheckpointDue(history, newestAt, now)) return { kind: "not_due" };
	if (newest.value && (await findLost(ctx, location))) return { kind: "lost" };
	const seq = String(head.seq);
	const checkpoint = signCheckpoint(readPrivateKey(privateKey), {
		seq,
		hash: head.hash,
		at: microsOf(now),
	});
	const kept = await orFault(writeCheckpoint(location.dir, checkpoint));
	const { value: file, fault } = kept;
	await recordCheckpoint(ctx, { checkpoint, file, fault });
	return fault === null
		? { kind: "kept", seq, file: file ?? "" }
		: { kind: "not_kept", seq, fault };
}

type Tried<T> = { value: T; fault: null } | { value: null; fault: string };

// The directory may be anything: what it answers is told, and nothing else ends by it.
const orFault = <T>(work: Promise<T>): Promise<Tried<T>> =>
	work.then(
		(value) => ({ value, fault: null }),
		(error: unknown) => ({ value: null, fault: messageOf(error) }),
	);
