import { type AccountFacts, readAccountFacts } from "@/lib/accounts/facts";
import { type Ctx, demand } from "@/lib/command";
import { LAYOUTS, type PostDesign } from "@/lib/connectors/render/post-design";
import type { RenderedPost } from "@/lib/connectors/render/render-post";
import type { MediaStore } from "@/lib/connectors/storage/media-store";
import {
	type ModerationResult,
	moderateOrHold,
} from "@/lib/content/moderation/moderate";
import { readActiveRules } from "@/lib/content/views-moderation";
import { toCanonical } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { loadPost, type PostOnAccount } from "@/lib/publishing/post/store";
import { listCaptionsSince } from "@/lib/publishing/post/store-list";
import { saveEdit } from "./commands";
import { EditPost, Picture } from "./model";

export type EditDeps = {
	render: (design: PostDesign) => Promise<RenderedPost>;
	media: Pick<MediaStore, "put">;
};

export type Edited = Awaited<ReturnType<typeof saveEdit>>;

/** How far back a caption counts as a repetition (§5). */
const DUPLICATE_MS = 90 * DAY;

/**
 * Edits a post: draws the picture again, judges the text again, saves all of it at once (R5). Held unless
 * moderation passes it. Throws `refused` for a text that the rules reject, `conflict` when the post changed.
 */
export async function editPost(
	ctx: Ctx,
	raw: EditPost,
	deps: EditDeps,
): Promise<Edited> {
	const edit = EditPost.parse(raw);
	const post = await loadPost(ctx.db, edit.postId);
	await demand(ctx, "post:edit", { account: post.accountId });
	const account = await readAccountFacts(ctx.db, post.accountId);
	const text = {
		title: edit.title ?? post.title,
		caption: edit.caption ?? post.caption,
		altText: edit.altText ?? post.altText,
	};
	const picture = redraw(post, account, edit);
	const result = await judge(ctx, { post, account, text, picture });
	if (result.verdict === "reject")
		throw new AppError("refused", describeRejection(result), {
			findings: result.findings,
		});
	const drawn = await deps.render(picture);
	const stored = await deps.media.put(drawn.jpeg, "image/jpeg");
	const notes = [...result.findings, ...glyphNotes(drawn)].map(toCanonical);
	const clean = result.verdict === "pass" && drawn.missingGlyphs.length === 0;
	return saveEdit(ctx, {
		...text,
		postId: post.id,
		version: edit.version,
		picture: toCanonical(picture),
		image: { ...stored, modelId: drawn.modelId },
		verdict: {
			kind: clean ? "pass" : "hold",
			policyVersion: result.policyVersion,
			notes,
			inputHash: result.inputHash,
		},
	});
}

/** The picture with the edited words, in the brand's present colours. */
function redraw(
	post: PostOnAccount,
	{ brand, handle }: AccountFacts,
	edit: EditPost,
): PostDesign {
	const old = Picture.safeParse(post.picture);
	if (!old.success)
		throw new AppError(
			"refused",
			"this post's picture was not drawn here, so it cannot be drawn again",
		);
	const { background, foreground, accent } = brand.palette;
	const { layout, seed } = old.data;
	return {
		layout: layoutOf(layout),
		title: edit.headline ?? old.data.title,
		kicker: edit.kicker ?? old.data.kicker,
		points: edit.points ?? old.data.points,
		brand: {
			name: brand.name,
			handle,
			palette: { background, ink: foreground, accent },
		},
		seed: typeof seed === "string" ? seed : post.id,
	};
}

const layoutOf = (value: unknown): PostDesign["layout"] =>
	LAYOUTS.find((layout) => layout === value) ?? "headline";

async function judge(
	{ db }: Ctx,
	now: {
		post: PostOnAccount;
		account: AccountFacts;
		text: { caption: string; altText: string };
		picture: PostDesign;
	},
): Promise<ModerationResult> {
	const { post, account, text, picture } = now;
	const { bannedWords, bannedClaims, allowedLinkHosts } = account.brand;
	const since = addMs(await appNow(db), -DUPLICATE_MS);
	const rules = await readActiveRules(db);
	return moderateOrHold(
		{
			caption: text.caption,
			altText: text.altText,
			hashtags: [],
			imageText: [picture.kicker, picture.title, ...picture.points].join("\n"),
			flags: { aiDisclosure: post.flags.isAiGenerated },
			recentCaptions: await listCaptionsSince(db, post, since),
			brand: { bannedWords, bannedClaims, allowedLinkHosts },
			language: account.brand.language,
		},
		rules?.rules,
	);
}

const glyphNotes = ({ missingGlyphs }: RenderedPost) =>
	missingGlyphs.length === 0
		? []
		: [
				{
					rule: "missing_glyphs",
					severity: "hold",
					message: "the picture's font cannot draw some of its characters",
					excerpt: missingGlyphs.slice(0, 20).join(" "),
				},
			];

const describeRejection = ({ findings }: ModerationResult): string =>
	`the rules reject this text: ${findings
		.filter(({ severity }) => severity === "reject")
		.map(({ message, excerpt }) =>
			excerpt ? `${message} (“${excerpt}”)` : message,
		)
		.join("; ")}`;
