import { open, rename } from "node:fs/promises";
import { z } from "zod";
import {
	type Checkpoint,
	publicKeyText,
	readPrivateKey,
	signCheckpoint,
} from "@/lib/audit/checkpoints/model";
import { demandNothingLost } from "@/lib/audit/checkpoints/views";
import { GENESIS_HASH, microsOf } from "@/lib/audit/event";
import { streamEvents } from "@/lib/audit/store";
import { type Ctx, command } from "@/lib/command";
import { appNow } from "@/lib/db/clock";

/** Exports are themselves audited, before they happen (AC-A7). */
const recordExport = command({
	permission: "audit:export",
	input: z.object({}),
	scope: () => "all",
	run: async ({ trace }) => ({
		value: null,
		audit: [{ action: "audit.export", subject: { type: "audit", id: trace } }],
	}),
});

/**
 * Writes the chain as JSON lines, closed by a signed checkpoint. The file appears whole or not at all. Throws
 * `conflict` when the database lost what was signed before.
 * @param privateKey SIGNALBOX_CHECKPOINT_KEY
 * @param keptIn where checkpoints are kept, if not where the environment says
 */
export async function exportAudit(
	ctx: Ctx,
	target: { path: string; privateKey: string; keptIn?: string },
): Promise<{ events: number; checkpoint: Checkpoint }> {
	const key = readPrivateKey(target.privateKey);
	await recordExport(ctx, {});
	await demandNothingLost(ctx, publicKeyText(key), target.keptIn);
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
