import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { type Ctx, command } from "@/lib/command";
import { DEFAULT_RULES } from "@/lib/content/moderation/rules";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty } from "@/lib/core/non-empty";
import { activateStrategy, addTemplate } from "./commands";
import { activateModerationRules } from "./commands-rules";
import { DEFAULT_STRATEGY, DEFAULT_TEMPLATES } from "./defaults";
import { findActiveStrategy, findTemplate } from "./store";
import { findActiveRules } from "./store-rules";

/** Writes those of the defaults that are missing, in one transaction. */
const writeDefaults = command({
	permission: "strategy:manage",
	input: z.object({}),
	scope: () => "all",
	run: async (context) => {
		const audit: AuditEvent[] = [];
		if (!(await findActiveStrategy(context.tx))) {
			for (const template of DEFAULT_TEMPLATES) {
				if (await findTemplate(context.tx, template.key)) continue;
				audit.push(...(await addTemplate.inTx(context, template)).audit);
			}
			const strategy = await activateStrategy.inTx(context, DEFAULT_STRATEGY);
			audit.push(...strategy.audit);
		}
		if (!(await findActiveRules(context.tx))) {
			const rules = await activateModerationRules.inTx(context, DEFAULT_RULES);
			audit.push(...rules.audit);
		}
		if (!isNonEmpty(audit))
			throw new AppError("conflict", "the defaults stand already");
		return { value: undefined, audit };
	},
});

/** Gives a fresh installation templates, a strategy and moderation rules; what stands stays as it is. */
export async function installDefaults(
	ctx: Ctx,
): Promise<{ installed: boolean }> {
	const [strategy, rules] = await Promise.all([
		findActiveStrategy(ctx.db),
		findActiveRules(ctx.db),
	]);
	if (strategy && rules) return { installed: false };
	await writeDefaults(ctx, {});
	return { installed: true };
}
