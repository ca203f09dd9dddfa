import { createReadStream } from "node:fs";
import { open, rename } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import {
	type Checkpoint,
	isSignedBy,
	readPrivateKey,
	signCheckpoint,
} from "@/lib/audit/checkpoint";
import { type ChainedEvent, GENESIS_HASH, microsOf } from "@/lib/audit/event";
import { streamEvents } from "@/lib/audit/store";
import { type Verdict, verifyChain } from "@/lib/audit/verify";
import { type Ctx, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { appNow } from "@/lib/db/clock";

/** Exports are themselves audited, before they happen (AC-A7). */
const recordExport = command({
	permission: "audit:export",
	input: z.object({}),
	place: () => "all",
	run: async ({ trace }) => ({
		value: null,
		audit: [{ action: "audit.export", subject: { type: "audit", id: trace } }],
	}),
});

/**
 * Writes the chain as JSON lines, closed by a signed checkpoint. The file appears whole or not at all.
 * @param privateKey SIGNALBOX_CHECKPOINT_KEY
 */
export async function exportAudit(
	ctx: Ctx,
	target: { path: string; privateKey: string },
): Promise<{ events: number; checkpoint: Checkpoint }> {
	const key = readPrivateKey(target.privateKey);
	await recordExport(ctx, {});
	const at = microsOf(await appNow(ctx.db));
	const partial = `${target.path}.partial`;
	const file = await open(partial, "w", 0o600);
	let last = { seq: "0", hash: GENESIS_HASH };
	try {
		for await (const event of streamEvents(ctx.db)) {
			await file.write(`${JSON.stringify(event)}\n`);
			last = { seq: event.seq, hash: event.hash };
		}
		const checkpoint = signCheckpoint(key, { ...last, at });
		await file.write(`${JSON.stringify({ checkpoint })}\n`);
		await file.sync();
		await rename(partial, target.path);
		return { events: Number(last.seq), checkpoint };
	} finally {
		await file.close();
	}
}

/**
 * Verifies an export with nothing but the file and the public key (AC-A6).
 * Throws `bad_input` when the file is no export; a wrong signature is a verdict of its own.
 */
export async function verifyExport(
	path: string,
	publicKey: string,
): Promise<
	Verdict | { ok: false; kind: "unsigned"; seq: string; sentence: string }
> {
	const checkpoint = await readClosing(path);
	if (!checkpoint || !isSignedBy(publicKey, checkpoint)) {
		const sentence = checkpoint
			? "the closing checkpoint is not signed by this key"
			: "the export has no closing checkpoint: it is cut off or not ours";
		return {
			ok: false,
			kind: "unsigned",
			seq: checkpoint?.seq ?? "0",
			sentence,
		};
	}
	return verifyChain(readEvents(path), [checkpoint]);
}

async function* readLines(path: string): AsyncGenerator<Line> {
	const lines = createInterface({ input: createReadStream(path, "utf8") });
	for await (const line of lines) if (line.trim() !== "") yield parseLine(line);
}

async function* readEvents(path: string): AsyncGenerator<ChainedEvent> {
	for await (const line of readLines(path))
		if (!("checkpoint" in line)) yield line;
}

async function readClosing(path: string): Promise<Checkpoint | null> {
	let closing: Checkpoint | null = null;
	for await (const line of readLines(path))
		if ("checkpoint" in line) closing = line.checkpoint;
	return closing;
}

type Line = ChainedEvent | { checkpoint: Checkpoint };

function parseLine(line: string): Line {
	try {
		return JSON.parse(line);
	} catch (cause) {
		throw new AppError("bad_input", "this file is no audit export", {}, cause);
	}
}
