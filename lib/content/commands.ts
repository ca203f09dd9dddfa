import { command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import { StrategyBody, TemplateInput, templateRef } from "./model";
import {
	findActiveStrategy,
	findTemplate,
	insertTemplateVersion,
	listTemplateRows,
	replaceStrategy,
} from "./store";

/** Adds a template, or the next version of one that exists; versions are never rewritten. */
export const addTemplate = command({
	permission: "strategy:manage",
	input: TemplateInput,
	scope: () => "all",
	run: async ({ tx, now }, input) => {
		const existing = await findTemplate(tx, input.key);
		if (existing && existing.format !== input.format)
			throw new AppError(
				"bad_input",
				`the template ${input.key} is of the format ${existing.format}`,
			);
		const version = (existing?.versions[0]?.version ?? 0) + 1;
		await insertTemplateVersion(tx, { ...input, version }, now);
		const audit = {
			action: "template.add",
			subject: { type: "template", id: templateRef({ ...input, version }) },
			after: { ...input, version },
		} as const;
		return { value: { key: input.key, version }, audit: [audit] };
	},
});

async function demandTemplates(tx: Tx, body: StrategyBody): Promise<void> {
	const rows = await listTemplateRows(
		tx,
		body.templates.map(({ key }) => key),
	);
	const known = new Set(
		rows.flatMap(({ key, versions }) =>
			versions.map(({ version }) => templateRef({ key, version })),
		),
	);
	const unknown = body.templates
		.map(templateRef)
		.find((ref) => !known.has(ref));
	if (unknown) throw new AppError("not_found", `no template ${unknown}`);
}

/** Makes a new strategy version the active one; the one before stays, to be rolled back to. */
export const activateStrategy = command({
	permission: "strategy:manage",
	input: StrategyBody,
	scope: () => "all",
	run: async ({ tx, now, actor }, body) => {
		await demandTemplates(tx, body);
		const before = await findActiveStrategy(tx);
		const after = await replaceStrategy(tx, body, {
			name: actor.name,
			at: now,
		});
		const audit = {
			action: "strategy.activate",
			subject: { type: "strategy", id: String(after.version) },
			before: before && { version: before.version, body: before.body },
			after: { version: after.version, body },
		} as const;
		return { value: after, audit: [audit] };
	},
});
