import { z } from "zod";

/** What the rules noted of a post; of an imported one nothing that has this form. */
export const ModerationNotes = z
	.array(
		z.object({
			rule: z.string(),
			severity: z.string().optional(),
			message: z.string(),
			excerpt: z.string().optional(),
		}),
	)
	.catch([]);

/** What moderation found, in one line. */
export function describeFindings(notes: unknown): string {
	const findings = ModerationNotes.parse(notes).map(
		({ rule, message, excerpt }) =>
			`${rule.replaceAll("_", " ")}: ${message}${excerpt ? ` (“${excerpt}”)` : ""}`,
	);
	return findings.join("; ") || "it does not say what it found";
}
