import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { parseId } from "@/lib/cli/shell/inputs";
import { type Report, table } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import type { DecisionView } from "@/lib/governance/decisions/model";
import { exportDecision } from "@/lib/publishing/decisions/export";
import { readDecision } from "@/lib/publishing/decisions/views";

type Options = CommonOptions & { out?: string };

export function addDecision(governance: Command, run: RunCommand): void {
	verb(governance, {
		name: "decision",
		does: "why the gate answered as it did, once; or its record as a file that verifies by itself",
		example: "governance decision 0190… --out decision.json",
	})
		.argument(
			"<id>",
			"the decision, as the post and its attempts name it",
			parseId,
		)
		.option("--out <file>", "write the signed record instead of showing it")
		.action((id: string, options: Options) =>
			run(taskOf("governance decision", { ...options, id }), (call) =>
				options.out === undefined
					? show(call, id)
					: exportTo(call, id, options.out),
			),
		);
}

const lineOf = ({ at, phase, mode, sentence }: DecisionView): string[] => [
	at,
	phase,
	mode,
	sentence,
];

async function show({ ctx }: Call, id: string): Promise<Report> {
	const page = await readDecision(ctx, id);
	const { decision, round, post } = page;
	const answers = [...(round.claim ? [round.claim] : []), ...round.intents];
	const { proof } = decision;
	return {
		ok: true,
		summary: [
			`${post.title} (@${decision.handle}, ${post.state})`,
			...table(answers.map(lineOf)),
			...table(
				decision.signals.map(({ signal, on, source, grantedBy, why }) => [
					signal,
					on ? "on" : "off",
					grantedBy ? `${source}, by ${grantedBy}` : (why ?? source),
				]),
			),
			`policy ${decision.policyVersion}; separation of duties: ${decision.duties}`,
			proof
				? `audit event ${proof.seq} ${proof.intact ? "vouches for it" : "DOES NOT MATCH it"}`
				: "no audit event vouches for it",
		],
		json: page,
	};
}

async function exportTo(
	{ ctx, env }: Call,
	id: string,
	out: string,
): Promise<Report> {
	const path = resolve(out);
	const { text, decisions, publicKey } = await exportDecision(ctx, {
		id,
		privateKey: env.SIGNALBOX_CHECKPOINT_KEY,
	});
	await writeFile(path, text, { mode: 0o600 });
	return {
		ok: true,
		summary: [
			`${decisions} decision records written to ${path}`,
			`public key ${publicKey}`,
		],
		json: { path, decisions, publicKey },
	};
}
