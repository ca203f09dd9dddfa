import { open, readFile } from "node:fs/promises";
import { DECISION_FORMAT } from "@/lib/audit/export/decision-file";
import { verifyDecisionFile } from "@/lib/audit/verify/decision";
import type { Report } from "@/lib/cli/shell/report";

const HEAD_BYTES = 256;

/** An audit export may be large: the beginning tells which kind of file it is. */
export async function isDecisionFile(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read({
			buffer: Buffer.alloc(HEAD_BYTES),
		});
		return buffer
			.toString("utf8", 0, bytesRead)
			.includes(`"${DECISION_FORMAT}"`);
	} finally {
		await file.close();
	}
}

/** Verifies exported decision records with nothing but their file and the public key. */
export async function verifyDecision(
	path: string,
	publicKey: string,
): Promise<Report> {
	const verdict = verifyDecisionFile(await readFile(path, "utf8"), publicKey);
	return {
		ok: verdict.ok,
		summary: verdict.ok
			? verdict.decisions.map(
					({ id, seq }) => `intact: decision ${id}, audit event ${seq}`,
				)
			: [`TAMPERED (${verdict.kind}): ${verdict.sentence}`],
		json: verdict,
	};
}
