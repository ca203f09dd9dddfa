import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { command, type Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { saveSnapshot } from "@/lib/insights/collect/store";
import { importPost } from "@/lib/publishing/outcomes/commands-import";

const IMPORT_AGE = "imported";

const Row = z.object({
	line: z.int(),
	mediaId: z.string().min(1),
	title: z.string(),
	caption: z.string(),
	publishedAt: z.coerce.date().nullable(),
	permalink: z.string().nullable(),
	metrics: z.record(z.string(), z.number().int().min(0)),
	raw: z.record(z.string(), z.string()),
});

export type Imported = {
	imported: number;
	skipped: { line: number; why: string }[];
};

/** Takes over past posts with their metrics, all or none; posts that are there already are skipped. */
export const importPosts = command({
	permission: "run:start",
	input: z.object({
		accountId: z.uuid(),
		rows: z.array(Row).min(1, "there is no post in it").max(2000),
	}),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (context, { accountId, rows }): Promise<Outcome<Imported>> => {
		const { tx, now } = context;
		const done: Imported = { imported: 0, skipped: [] };
		const audit: AuditEvent[] = [];
		for (const { line, metrics, raw, ...post } of rows) {
			if (post.publishedAt && post.publishedAt > now)
				throw new AppError("bad_input", `line ${line}: it lies in the future`);
			const outcome = await importPost.inTx(context, { accountId, ...post });
			const { postId, created } = outcome.value;
			if (!created) {
				done.skipped.push({ line, why: "it is there already" });
				continue;
			}
			audit.push(...outcome.audit);
			const sinceMs = post.publishedAt
				? now.getTime() - post.publishedAt.getTime()
				: 0;
			await saveSnapshot(tx, {
				postId,
				accountId,
				ageLabel: IMPORT_AGE,
				// Of a post without a time the age is unknown: its label says so, not this number.
				ageSeconds: Math.min(Math.round(sinceMs / 1000), 2_000_000_000),
				collectedAt: now,
				apiVersion: "csv",
				metrics,
				raw,
			});
			done.imported += 1;
		}
		const whole: AuditEvent = {
			action: "post.import",
			subject: { type: "account", id: accountId },
			accountId,
			after: { imported: done.imported, skipped: done.skipped.length },
		};
		return { value: done, audit: [whole, ...audit] };
	},
});
