import { command } from "@/lib/command";
import { RuleSet } from "@/lib/content/moderation/rules";
import { digestOf } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import { findActiveRules, findRules, replaceRules } from "./store-rules";

const PATTERNS = ["harm", "claims", "injections"] as const;

/** Rules as somebody brings them: a pattern that does not compile would hold every post, so it is refused here. */
export const NewRules = RuleSet.strict().superRefine((rules, context) => {
	for (const list of PATTERNS)
		for (const [index, pattern] of rules[list].entries())
			if (!isPattern(pattern))
				context.addIssue({
					code: "custom",
					path: [list, index],
					message: `no pattern: ${pattern}`,
				});
});

function isPattern(pattern: string): boolean {
	try {
		return new RegExp(pattern, "iu").source.length > 0;
	} catch {
		// Whether it compiles is the question that this function answers.
		return false;
	}
}

/** Makes a new version of the moderation rules the active one; a version is never rewritten. */
export const activateModerationRules = command({
	permission: "moderation:manage",
	input: NewRules,
	scope: () => "all",
	run: async ({ tx, now, actor }, rules) => {
		if (await findRules(tx, rules.version))
			throw new AppError(
				"conflict",
				`the rules ${rules.version} exist already: choose another version`,
			);
		const before = await findActiveRules(tx);
		await replaceRules(tx, rules, { name: actor.name, at: now });
		const audit = {
			action: "moderation.activate",
			subject: { type: "moderation_rules", id: rules.version },
			before: before && { version: before.version },
			after: { version: rules.version, digest: digestOf(rules) },
		} as const;
		return {
			value: { version: rules.version, before: before?.version ?? null },
			audit: [audit],
		};
	},
});
