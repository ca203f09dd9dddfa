import { resolve } from "node:path";
import type { Command } from "commander";
import { publicKeyText, readPrivateKey } from "@/lib/audit/checkpoint";
import { exportAudit } from "@/lib/audit/export";
import { verifyExport } from "@/lib/audit/verify-export";
import { verifyDatabase } from "@/lib/audit/views";
import { AppError } from "@/lib/core/errors";
import type { Report } from "./report";
import type { Call, Run } from "./session";
import { type Said, taskOf, verb } from "./verb";

export function addAuditCommands(program: Command, run: Run): void {
	verb(program, {
		name: "audit-verify",
		does: "verify the audit chain, in the database or from an export",
		example: "audit-verify audit.jsonl --key MCowBQYDK2VwAyEA…",
	})
		.argument("[file]", "an export; the database unless given")
		.option("--key <key>", "the public key that signed the export")
		.action((file: string | undefined, options: Said & { key?: string }) =>
			run(
				taskOf("audit-verify", { ...options, ...(file && { file }) }),
				(call) => verify(call, file, options.key),
			),
		);
	verb(program, {
		name: "audit-export",
		does: "write the audit chain to a file, closed by a signed checkpoint",
		example: "audit-export --out audit.jsonl",
	})
		.requiredOption("--out <file>")
		.action((options: Said & { out: string }) =>
			run(taskOf("audit-export", options), (call) =>
				exportTo(call, options.out),
			),
		);
}

async function verify(
	{ ctx }: Call,
	file: string | undefined,
	key: string | undefined,
): Promise<Report> {
	if ((file === undefined) !== (key === undefined))
		throw new AppError(
			"bad_input",
			"an export is verified with FILE and --key",
		);
	const verdict =
		file !== undefined && key !== undefined
			? await verifyExport(resolve(file), key)
			: await verifyDatabase(ctx);
	return {
		ok: verdict.ok,
		summary: [
			verdict.ok
				? `intact: ${verdict.count} events, head ${verdict.hash}`
				: `TAMPERED at event ${verdict.seq} (${verdict.kind}): ${verdict.sentence}`,
		],
		json: verdict,
	};
}

async function exportTo({ ctx, env }: Call, out: string): Promise<Report> {
	const privateKey = env.SIGNALBOX_CHECKPOINT_KEY;
	if (!privateKey)
		throw new AppError("misconfigured", "SIGNALBOX_CHECKPOINT_KEY must be set");
	const path = resolve(out);
	const publicKey = publicKeyText(readPrivateKey(privateKey));
	const { events, checkpoint } = await exportAudit(ctx, { path, privateKey });
	return {
		ok: true,
		summary: [`${events} events written to ${path}`, `public key ${publicKey}`],
		json: { path, events, checkpoint, publicKey },
	};
}
