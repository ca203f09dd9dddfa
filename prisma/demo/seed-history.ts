import type { AccountView } from "@/lib/accounts/model";
import type { Ctx } from "@/lib/command";
import type { PostDesign } from "@/lib/connectors/render/post-design";
import {
	type RenderedPost,
	renderPost,
} from "@/lib/connectors/render/render-post";
import type { MediaStore } from "@/lib/connectors/storage/media-store";
import { builtinTextProvider } from "@/lib/connectors/text/builtin-provider";
import type { Draft } from "@/lib/connectors/text/draft";
import { recordAsset } from "@/lib/content/commands-trace";
import { AppError } from "@/lib/core/errors";
import { captionWith } from "@/lib/pipeline/stages/caption";
import { importPost } from "@/lib/publishing/outcomes/commands-import";
import type { RunningEmulator } from "./emulator";
import type { PastPost } from "./history-plan";

export type HistoryWorld = {
	emulator: RunningEmulator;
	media: Pick<MediaStore, "put">;
	/** Where the emulator will be reached later, for permalinks. */
	graphUrl: string;
	/** Where the pictures will be reached later. */
	mediaUrl: string;
};

type Made = { post: PastPost; draft: Draft; picture: Drawn | null };
type Drawn = Pick<RenderedPost, "sha256" | "modelId"> & {
	bytes: number;
	design: PostDesign;
};

/** Publishes past posts on the emulator, where they are not yet, and takes them over into Signalbox. */
export async function addHistory(
	ctx: Ctx,
	account: AccountView,
	{ posts, world }: { posts: readonly PastPost[]; world: HistoryWorld },
): Promise<void> {
	const made: Made[] = [];
	for (const post of posts) made.push(await makePost(post, account, world));
	const media = await publishOnEmulator(made, account, world);
	for (const { post, ...rest } of made) {
		const live = media.get(post.at.getTime());
		if (!live) throw new AppError("unavailable", "a demo post was lost");
		const permalink = new URL(`/p/${live.shortcode}/`, world.graphUrl).href;
		await takeOver(ctx, account.id, {
			...rest,
			post,
			live: { mediaId: live.id, permalink },
		});
	}
}

/** Writes and draws as the pipeline does; always with the built-in grammar, so that a seed costs nothing. */
async function makePost(
	post: PastPost,
	{ brand, handle, igUserId }: AccountView,
	{ media }: HistoryWorld,
): Promise<Made> {
	const { template, topic, at } = post;
	const draft = await builtinTextProvider.draft({
		topic,
		signals: [],
		template: { ...template, version: 1 },
		brand,
		seed: `${igUserId}:${at.toISOString()}`,
	});
	if (!post.pictured) return { post, draft, picture: null };
	const { background, foreground, accent } = brand.palette;
	const design: PostDesign = {
		layout: template.layout,
		title: draft.hook,
		kicker: draft.kicker,
		points: draft.points,
		brand: {
			name: brand.name,
			handle,
			palette: { background, ink: foreground, accent },
		},
		seed: at.toISOString(),
	};
	const { jpeg, modelId } = await renderPost(design);
	const stored = await media.put(jpeg, "image/jpeg");
	return { post, draft, picture: { ...stored, modelId, design } };
}

const captionOf = ({ caption, hashtags }: Draft): string =>
	captionWith(caption, hashtags);

/** @returns what is live on the account, by the time of its publication */
async function publishOnEmulator(
	made: readonly Made[],
	{ igUserId: igId }: AccountView,
	{ emulator: { control }, mediaUrl }: HistoryWorld,
) {
	const before = await control.listPublished(igId);
	const there = new Set(before.map(({ publishedAt }) => publishedAt));
	for (const { post, draft, picture } of made) {
		if (there.has(post.at.getTime())) continue;
		await control.addMedia({
			igId,
			caption: captionOf(draft),
			imageUrl: picture ? `${mediaUrl}/media/${picture.sha256}` : "",
			publishedAt: post.at.toISOString(),
			factor: post.factor,
		});
	}
	const after = await control.listPublished(igId);
	return new Map(after.map((media) => [media.publishedAt, media]));
}

async function takeOver(
	ctx: Ctx,
	accountId: string,
	{
		post,
		draft,
		picture,
		live,
	}: Made & { live: { mediaId: string; permalink: string } },
): Promise<void> {
	const { postId } = await importPost(ctx, {
		...live,
		accountId,
		title: draft.title,
		caption: captionOf(draft),
		publishedAt: post.at,
		...(picture && { picture: { ...picture, altText: draft.altText } }),
	});
	if (!picture) return;
	const { sha256, bytes, modelId } = picture;
	await recordAsset(ctx, {
		accountId,
		runId: null,
		postId,
		kind: "image",
		promptVersion: `${post.template.key}@1`,
		modelId,
		sourceSignals: [{ kind: "topic", title: post.topic, by: "demo" }],
		sha256,
		bytes,
		contentType: "image/jpeg",
	});
}
