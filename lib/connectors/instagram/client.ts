import { type GraphAnswer, mapAnswer } from "./answer";
import { createTransport, type Transport, type TransportOptions } from "./http";
import { listMediaPages, MEDIA_FIELDS, type MediaList } from "./media-pages";
import {
	ContainerStatus,
	CreatedId,
	Insights,
	InstagramAccount,
	Media,
	PublishingLimit,
	RefreshedToken,
} from "./shapes";
import { bindEndpoint } from "./transport-of";

export type InstagramClientOptions = TransportOptions & {
	/** Graph API version, always sent (§0.1), e.g. `v26.0`. */
	version: string;
	/** The Instagram id that is published to; without it the token's own account, `me`. */
	igId?: string;
};

/** An image container's parameters, by the platform's own names (§1.1). */
type ContainerInput = {
	image_url: string;
	caption: string;
	alt_text?: string;
	is_ai_generated: boolean;
};

type AccountInsightsQuery = {
	metrics: readonly string[];
	since: Date;
	until: Date;
	metricType: "total_value" | "time_series";
};

export type InstagramClient = {
	me(): Promise<GraphAnswer<InstagramAccount>>;
	accountFields(): Promise<GraphAnswer<InstagramAccount>>;
	createContainer(input: ContainerInput): Promise<GraphAnswer<{ id: string }>>;
	containerStatus(containerId: string): Promise<GraphAnswer<ContainerStatus>>;
	publishingLimit(): Promise<GraphAnswer<PublishingLimit>>;
	listMedia(query: {
		since: Date;
		maxPages?: number;
	}): Promise<GraphAnswer<MediaList>>;
	media(mediaId: string): Promise<GraphAnswer<Media>>;
	mediaInsights(
		mediaId: string,
		metrics: readonly string[],
	): Promise<GraphAnswer<Insights>>;
	accountInsights(query: AccountInsightsQuery): Promise<GraphAnswer<Insights>>;
	/** The new token is only in `data`; keep it out of logs. */
	refreshToken(): Promise<GraphAnswer<RefreshedToken>>;
};

/**
 * A client of the Instagram Graph API for one account and token. Each method is one exchange (`listMedia`: one per page),
 * answers as a value, and never retries. Publishing lives in `media-publish.ts`.
 */
export function createInstagramClient(
	options: InstagramClientOptions,
): InstagramClient {
	const send = createTransport(options);
	const root = `/${options.version}`;
	const accountPath = `${root}/${encodeURIComponent(options.igId ?? "me")}`;
	const client: InstagramClient = {
		...readsOf(send, { root, accountPath }),
		createContainer: (input) =>
			send({
				method: "POST",
				path: `${accountPath}/media`,
				params: { ...input, is_ai_generated: String(input.is_ai_generated) },
				schema: CreatedId,
			}),
		refreshToken: () =>
			send({
				method: "GET",
				path: "/refresh_access_token",
				params: { grant_type: "ig_refresh_token" },
				schema: RefreshedToken,
				returnsToken: true,
			}),
	};
	return bindEndpoint(client, { send, accountPath });
}

function readsOf(
	send: Transport,
	{ root, accountPath }: { root: string; accountPath: string },
): Omit<InstagramClient, "createContainer" | "refreshToken"> {
	const node = (id: string) => `${root}/${encodeURIComponent(id)}`;
	const insights = async (of: string, params: Record<string, string>) => {
		const path = `${of}/insights`;
		const answer = await send({
			method: "GET",
			path,
			params,
			schema: Insights,
		});
		return mapAnswer(answer, ({ data }) => data);
	};
	return {
		me: () => send(get(`${root}/me`, ME_FIELDS, InstagramAccount)),
		accountFields: () =>
			send(get(accountPath, ACCOUNT_FIELDS, InstagramAccount)),
		containerStatus: (id) =>
			send(get(node(id), "id,status_code,status", ContainerStatus)),
		publishingLimit: () =>
			send(
				get(
					`${accountPath}/content_publishing_limit`,
					"quota_usage,config",
					PublishingLimit,
				),
			),
		listMedia: (query) => listMediaPages(send, `${accountPath}/media`, query),
		media: (id) => send(get(node(id), MEDIA_FIELDS, Media)),
		mediaInsights: (id, metrics) =>
			insights(node(id), { metric: metrics.join(",") }),
		accountInsights: (query) =>
			insights(accountPath, accountInsightsParams(query)),
	};
}

const ACCOUNT_FIELDS = "id,username,followers_count,media_count";
const ME_FIELDS =
	"id,user_id,username,account_type,followers_count,media_count";

const get = <S>(path: string, fields: string, schema: S) => ({
	method: "GET" as const,
	path,
	params: { fields },
	schema,
});

const accountInsightsParams = (query: AccountInsightsQuery) => ({
	metric: query.metrics.join(","),
	period: "day",
	metric_type: query.metricType,
	since: String(Math.floor(query.since.getTime() / 1000)),
	until: String(Math.floor(query.until.getTime() / 1000)),
});
