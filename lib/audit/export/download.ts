import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { publicKeyText, readPrivateKey } from "@/lib/audit/checkpoints/model";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { readEnv } from "@/lib/env";
import { exportAudit } from "./export";

export type AuditDownload = {
	body: ReadableStream;
	events: number;
	/** With which anybody verifies the file, without us. */
	publicKey: string;
};

/** The signed export as a stream. It is written aside first, so that a failure is an error and never half a file. */
export async function downloadAudit(ctx: Ctx): Promise<AuditDownload> {
	const privateKey = readEnv().SIGNALBOX_CHECKPOINT_KEY;
	if (!privateKey)
		throw new AppError("misconfigured", "SIGNALBOX_CHECKPOINT_KEY is not set");
	const publicKey = publicKeyText(readPrivateKey(privateKey));
	const folder = await mkdtemp(join(tmpdir(), "signalbox-export-"));
	const remove = () => void rm(folder, { recursive: true, force: true });
	try {
		const path = join(folder, "audit.jsonl");
		const { events } = await exportAudit(ctx, { path, privateKey });
		const file = createReadStream(path);
		file.once("close", remove);
		const body = Readable.toWeb(file) as ReadableStream;
		return { body, events, publicKey };
	} catch (error) {
		remove();
		throw error;
	}
}
