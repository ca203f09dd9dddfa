import { link, mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Env } from "@/lib/env";
import {
	Checkpoint,
	isSignedBy,
	publicKeyText,
	readPrivateKey,
	timeOf,
} from "./model";

/** Where checkpoints are kept outside the database, and whose signature counts; null means whose is unknown here. */
export type CheckpointLocation = { dir: string; publicKey: string | null };

export type KeptCheckpoint = { file: string; checkpoint: Checkpoint };

/** A file among the checkpoints that is none of ours. */
export type UnsignedFile = { file: string; seq: string };

export type Kept = {
	signed: readonly KeptCheckpoint[];
	unsigned: readonly UnsignedFile[];
};

/** `SIGNALBOX_CHECKPOINT_DIR`, or `checkpoints` in the data directory. */
export function checkpointLocation(
	env: Pick<
		Env,
		| "SIGNALBOX_CHECKPOINT_DIR"
		| "SIGNALBOX_CHECKPOINT_KEY"
		| "SIGNALBOX_DATA_DIR"
	>,
): CheckpointLocation {
	const key = env.SIGNALBOX_CHECKPOINT_KEY;
	return {
		dir: resolve(
			env.SIGNALBOX_CHECKPOINT_DIR ??
				join(env.SIGNALBOX_DATA_DIR, "checkpoints"),
		),
		publicKey: key ? publicKeyText(readPrivateKey(key)) : null,
	};
}

const nameOf = (checkpoint: Checkpoint): string => {
	const time = timeOf(checkpoint).toISOString().replace(/[-:]/g, "");
	return `checkpoint-${checkpoint.seq.padStart(12, "0")}-${time}.json`;
};

/** Writes a checkpoint as a file of its own, whole or not at all, read-only, never over another. Returns its name. */
export async function writeCheckpoint(
	dir: string,
	checkpoint: Checkpoint,
): Promise<string> {
	await mkdir(dir, { recursive: true, mode: 0o700 });
	const name = nameOf(checkpoint);
	const partial = join(dir, `.${name}.${process.pid}.partial`);
	try {
		const file = await open(partial, "wx", 0o400);
		try {
			await file.write(`${JSON.stringify(checkpoint)}\n`);
			await file.sync();
		} finally {
			await file.close();
		}
		// A link fails where a file is; a rename would replace it.
		await link(partial, join(dir, name));
		return name;
	} finally {
		await rm(partial, { force: true });
	}
}

/** The names of the checkpoints in a directory, the oldest first; none where there is no directory. */
export async function listCheckpointFiles(dir: string): Promise<string[]> {
	const names = await readdir(dir).catch(noneIfMissing);
	return names.filter((name) => /^[^.].*\.json$/.test(name)).sort();
}

const noneIfMissing = (error: unknown): string[] => {
	if (error instanceof Error && "code" in error && error.code === "ENOENT")
		return [];
	throw error;
};

/** Null for a file that holds no checkpoint. */
async function readCheckpointFile(path: string): Promise<Checkpoint | null> {
	const text = await readFile(path, "utf8");
	try {
		return Checkpoint.parse(JSON.parse(text));
	} catch {
		return null;
	}
}

/** Reads checkpoints and tells those that this key signed from what else lies there. */
export async function readCheckpoints(
	paths: readonly string[],
	publicKey: string,
): Promise<Kept> {
	const signed: KeptCheckpoint[] = [];
	const unsigned: UnsignedFile[] = [];
	for (const path of paths) {
		const checkpoint = await readCheckpointFile(path);
		const file = basename(path);
		if (checkpoint && isSignedBy(publicKey, checkpoint))
			signed.push({ file, checkpoint });
		else unsigned.push({ file, seq: checkpoint?.seq ?? "0" });
	}
	return { signed, unsigned };
}

/** Everything that is kept; nothing where it is unknown whose signature counts. */
export async function readKept({
	dir,
	publicKey,
}: CheckpointLocation): Promise<Kept> {
	if (publicKey === null) return { signed: [], unsigned: [] };
	const names = await listCheckpointFiles(dir);
	return readCheckpoints(
		names.map((name) => join(dir, name)),
		publicKey,
	);
}

/** The furthest checkpoint that is ours; null when there is none. */
export async function newestCheckpoint({
	dir,
	publicKey,
}: CheckpointLocation): Promise<KeptCheckpoint | null> {
	if (publicKey === null) return null;
	for (const name of (await listCheckpointFiles(dir)).reverse()) {
		const checkpoint = await readCheckpointFile(join(dir, name));
		if (checkpoint && isSignedBy(publicKey, checkpoint))
			return { file: name, checkpoint };
	}
	return null;
}
