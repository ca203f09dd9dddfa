import { z } from "zod";
import type { GraphError } from "./errors";

/** Instagram Platform publishing cap when the API does not name one (§0.2). */
const FALLBACK_QUOTA_TOTAL = 50;

/** The error body of §1.7, in our own words. */
export const GraphErrorBody = z
	.object({
		error: z.object({
			message: z.string().catch(""),
			type: z.string().catch(""),
			code: z.number().int(),
			error_subcode: z.number().int().nullish().catch(null),
			is_transient: z.boolean().catch(false),
			fbtrace_id: z.string().nullish().catch(null),
		}),
	})
	.transform(
		({ error }): GraphError => ({
			code: error.code,
			subcode: error.error_subcode ?? null,
			message: error.message,
			type: error.type,
			isTransient: error.is_transient,
			fbtraceId: error.fbtrace_id ?? null,
		}),
	);

const graphTime = z
	.string()
	.transform((text) => new Date(text.replace(/\+0000$/, "Z")))
	.refine((date) => !Number.isNaN(date.getTime()), "not a time");

export const CreatedId = z.object({ id: z.string().min(1) });

export const InstagramAccount = z.object({
	id: z.string(),
	/** The Instagram id; on Instagram Login `id` is app-scoped (§1). */
	user_id: z.string().optional(),
	username: z.string().optional(),
	account_type: z.string().optional(),
	followers_count: z.number().int().optional(),
	media_count: z.number().int().optional(),
});
export type InstagramAccount = z.output<typeof InstagramAccount>;

export const ContainerStatus = z.object({
	id: z.string().optional(),
	status_code: z.enum([
		"EXPIRED",
		"ERROR",
		"FINISHED",
		"IN_PROGRESS",
		"PUBLISHED",
	]),
	/** Text; carries the error's subcode when `status_code` is ERROR (§1.3). */
	status: z.string().optional(),
});
export type ContainerStatus = z.output<typeof ContainerStatus>;

export const PublishingLimit = z
	.object({
		data: z.tuple([
			z.object({
				quota_usage: z.number().int(),
				config: z
					.object({
						quota_total: z.number().int(),
						quota_duration: z.number().int(),
					})
					.optional(),
			}),
		]),
	})
	.transform(({ data: [limit] }) => ({
		quotaUsage: limit.quota_usage,
		quotaTotal: limit.config?.quota_total ?? FALLBACK_QUOTA_TOTAL,
		quotaDurationS: limit.config?.quota_duration ?? 86_400,
	}));
export type PublishingLimit = z.output<typeof PublishingLimit>;

export const Media = z.object({
	id: z.string(),
	timestamp: graphTime.optional(),
	permalink: z.string().optional(),
	shortcode: z.string().optional(),
	media_type: z.string().optional(),
	media_product_type: z.string().optional(),
	/** Not readable everywhere (§1.4). */
	caption: z.string().optional(),
	like_count: z.number().int().optional(),
	comments_count: z.number().int().optional(),
	thumbnail_url: z.string().optional(),
});
export type Media = z.output<typeof Media>;

export const MediaPage = z.object({
	data: z.array(Media),
	paging: z
		.object({
			cursors: z.object({ after: z.string().optional() }).optional(),
			next: z.string().optional(),
		})
		.optional(),
});

const InsightValue = z.object({
	value: z.number(),
	end_time: graphTime.optional(),
});
export const Insights = z.object({
	/** Empty when the platform has nothing: missing, not 0 (§0.7). */
	data: z.array(
		z.object({
			name: z.string(),
			period: z.string(),
			values: z.array(InsightValue).optional(),
			total_value: z.object({ value: z.number() }).optional(),
		}),
	),
});
export type Insights = z.output<typeof Insights>["data"];

export const RefreshedToken = z.object({
	access_token: z.string().min(1),
	token_type: z.string(),
	/** Seconds. */
	expires_in: z.number().int().positive(),
});
export type RefreshedToken = z.output<typeof RefreshedToken>;
