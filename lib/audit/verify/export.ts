import { stat } from "node:fs/promises";
import { join } from "node:path";
import {
	type Kept,
	listCheckpointFiles,
	readCheckpoints,
} from "@/lib/audit/checkpoints/files";
import { type Checkpoint, isSignedBy } from "@/lib/audit/checkpoints/model";
import type { ChainedEvent } from "@/lib/audit/event";
import { type Line, readLines } from "@/lib/audit/export/lines";
import { AppError } from "@/lib/core/errors";
import { broken, type ChainVerdict, verifyChain } from "./chain";
import { anchorsOf, unsignedFile } from "./kept-anchors";

type Lines = AsyncIterable<Line> | Iterable<Line>;

export type ExportVerdict = ChainVerdict & {
	/** Checkpoints kept elsewhere that the export was compared with. */
	checkpoints: number;
	/** Those made after the export, of events that it cannot hold. */
	newer: number;
};

/**
 * Verifies an export with nothing but the file and the public key (AC-A6), and with checkpoints that
 * were kept elsewhere. Throws `bad_input` when the file is no export at all.
 * @param checkpointPaths files, or directories of them
 */
export async function verifyExport(
	path: string,
	publicKey: string,
	checkpointPaths: readonly string[] = [],
): Promise<ExportVerdict> {
	const files: string[] = [];
	for (const given of checkpointPaths) files.push(...(await filesAt(given)));
	const kept = await readCheckpoints(files, publicKey);
	return verifyLines(() => readLines(path), { publicKey, kept });
}

async function filesAt(path: string): Promise<string[]> {
	if (!(await stat(path)).isDirectory()) return [path];
	const names = await listCheckpointFiles(path);
	if (names.length === 0)
		throw new AppError("bad_input", `there is no checkpoint in ${path}`);
	return names.map((name) => join(path, name));
}

/** @param open gives the export's lines from the first one on, each time it is called */
export async function verifyLines(
	open: () => Lines,
	{ publicKey, kept }: { publicKey: string; kept: Kept },
): Promise<ExportVerdict> {
	const { count, closing } = await survey(open());
	const isSigned = closing !== null && isSignedBy(publicKey, closing);
	const signed = kept.signed.filter(
		({ checkpoint }) => !isSigned || !isLater(checkpoint, closing),
	);
	const end = isSigned ? [{ ...closing, from: "the closing checkpoint" }] : [];
	const chain = await verifyChain(
		eventsOf(open(), closing ? count - 1 : count),
		[...end, ...anchorsOf({ signed })],
	);
	const verdict = chain.ok
		? (judgeEnd(chain, closing, isSigned) ?? strangerIn(kept) ?? chain)
		: chain;
	return {
		...verdict,
		checkpoints: signed.length,
		newer: kept.signed.length - signed.length,
	};
}

// Of events after its end an export says nothing, unless it pretends to be younger than they are.
const isLater = (checkpoint: Checkpoint, closing: Checkpoint): boolean =>
	BigInt(checkpoint.seq) > BigInt(closing.seq) &&
	BigInt(checkpoint.at) > BigInt(closing.at);

function judgeEnd(
	{ seq }: { seq: string },
	closing: Checkpoint | null,
	isSigned: boolean,
): ChainVerdict | null {
	if (closing === null)
		return broken(seq, "truncated", "the export ends here, unsigned");
	if (!isSigned)
		return broken(
			closing.seq,
			"unsigned",
			"the closing checkpoint is not signed by this key",
		);
	if (seq === closing.seq) return null;
	return broken(
		BigInt(closing.seq) + 1n,
		"unsigned",
		"the closing checkpoint was signed before it",
	);
}

const strangerIn = ({ unsigned: [stranger] }: Kept): ChainVerdict | null =>
	stranger ? unsignedFile(stranger) : null;

/** Counts the lines; only the last one may close an export. */
async function survey(lines: Lines) {
	let count = 0;
	let readable = 0;
	let last: Line | null = null;
	for await (const line of lines) {
		count += 1;
		if (line.kind !== "unreadable") readable += 1;
		last = line;
	}
	if (readable === 0)
		throw new AppError("bad_input", "this file is no audit export");
	return { count, closing: last?.kind === "closing" ? last.checkpoint : null };
}

async function* eventsOf(
	lines: Lines,
	count: number,
): AsyncGenerator<ChainedEvent | null> {
	let read = 0;
	for await (const line of lines) {
		if (read++ === count) return;
		yield line.kind === "event" ? line.event : null;
	}
}
