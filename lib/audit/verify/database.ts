import type { CheckpointLocation, Kept } from "@/lib/audit/checkpoints/files";
import { checkpointLocation, readKept } from "@/lib/audit/checkpoints/files";
import { timeOf } from "@/lib/audit/checkpoints/model";
import { readHead, streamEvents } from "@/lib/audit/store";
import type { Ctx } from "@/lib/command";
import { demandRead } from "@/lib/command";
import { readEnv } from "@/lib/env";
import type { Anchor, ChainVerdict } from "./chain";
import { verifyChain } from "./chain";
import { anchorsOf, unsignedFile } from "./kept-anchors";

export type DatabaseVerdict = ChainVerdict & { anchors: AnchorsUsed };

/**
 * Checks the whole chain in the database, in one snapshot, against its head row and every checkpoint
 * that is kept outside. A file among those that our key did not sign is a verdict of its own.
 */
export async function verifyDatabase(
	ctx: Ctx,
	location: CheckpointLocation = checkpointLocation(readEnv()),
): Promise<DatabaseVerdict> {
	demandRead(ctx);
	// Before the snapshot: a checkpoint made meanwhile knows more than the snapshot.
	const kept = await readKept(location);
	const verdict = await verifySnapshot(ctx, anchorsOf(kept));
	const anchors = anchorsUsed(location, kept);
	const [stranger] = kept.unsigned;
	if (!verdict.ok || !stranger) return { ...verdict, anchors };
	return { ...unsignedFile(stranger), anchors };
}

/** Smaller than every number that a row can have: what stands before the first event is read, too. */
const BEFORE_ALL = -(2n ** 63n);

const verifySnapshot = (
	ctx: Ctx,
	anchors: readonly Anchor[],
): Promise<ChainVerdict> =>
	ctx.db.$transaction(
		async (tx) => {
			const { seq, hash } = await readHead(tx);
			const head = { seq: String(seq), hash, from: "the head row" };
			return verifyChain(
				streamEvents(tx, BEFORE_ALL),
				seq > 0n ? [head, ...anchors] : anchors,
			);
		},
		{ isolationLevel: "RepeatableRead", timeout: 600_000 },
	);

/** What a chain was compared with, besides its own links. */
export type AnchorsUsed = {
	/** Checkpoints of ours, from outside the database. */
	checkpoints: number;
	newest: { seq: string; at: string } | null;
	/** Where they are kept. */
	dir: string;
	/** False where it is unknown whose signature counts: then no checkpoint was used. */
	hasKey: boolean;
};

function anchorsUsed(
	location: CheckpointLocation,
	{ signed }: Kept,
): AnchorsUsed {
	const newest = signed.at(-1)?.checkpoint;
	return {
		checkpoints: signed.length,
		newest: newest
			? { seq: newest.seq, at: timeOf(newest).toISOString() }
			: null,
		dir: location.dir,
		hasKey: location.publicKey !== null,
	};
}
