import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { publicKeyText, readPrivateKey } from "@/lib/audit/checkpoints/model";
import { exportAudit } from "@/lib/audit/export/export";
import type { RunAlone } from "@/lib/cli/shell/alone";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";
import { addTrace } from "./trace";
import { addAuditVerify } from "./verify";

export function addAuditCommands(
	program: Command,
	run: RunCommand,
	runAlone: RunAlone,
): void {
	addAuditVerify(program, run, runAlone);
	addTrace(program, run);
	verb(program, {
		name: "audit-export",
		does: "write the audit chain to a file, closed by a signed checkpoint",
		example: "audit-export --out audit.jsonl",
	})
		.requiredOption("--out <file>")
		.action((options: CommonOptions & { out: string }) =>
			run(taskOf("audit-export", options), (call) =>
				exportTo(call, options.out),
			),
		);
}

async function exportTo({ ctx, env }: Call, out: string): Promise<Report> {
	const privateKey = env.SIGNALBOX_CHECKPOINT_KEY;
	if (!privateKey)
		throw new AppError("misconfigured", "SIGNALBOX_CHECKPOINT_KEY must be set");
	const path = resolve(out);
	if (!existsSync(dirname(path)))
		throw new AppError("bad_input", `there is no folder ${dirname(path)}`);
	const publicKey = publicKeyText(readPrivateKey(privateKey));
	const { events, checkpoint } = await exportAudit(ctx, { path, privateKey });
	return {
		ok: true,
		summary: [`${events} events written to ${path}`, `public key ${publicKey}`],
		json: { path, events, checkpoint, publicKey },
	};
}
