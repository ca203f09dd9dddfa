import {
	activeFault,
	takeFault,
	waitUnlessClosing,
} from "@/lib/connectors/emulator/faults";
import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type {
	Container,
	EmulatedAccount,
} from "@/lib/connectors/emulator/state";
import { DAY_MS, type World } from "@/lib/connectors/emulator/world";
import { containerStatusOf } from "./containers";
import { addMedia } from "./media-store";

/** `POST /{ig}/media_publish` (§1.4), with the faults that leave the caller in doubt. */
export async function publish(
	world: World,
	account: EmulatedAccount,
	creationId: string | undefined,
): Promise<Reply> {
	const where = { route: "publish", igId: account.igId } as const;
	requirePublishable(world, account, creationId);
	const late = takeFault(world, "publish_ok_after_delay", where);
	if (late) await waitUnlessClosing(world, late.params.delayMs ?? 130_000);
	// Asked again after the wait: the quota and the container may have changed meanwhile.
	const container = requirePublishable(world, account, creationId);
	const drop = activeFault(world, "true_drop", where);
	const media = addMedia(world, account, {
		containerId: container.id,
		imageUrl: container.imageUrl,
		caption: container.caption,
		altText: container.altText,
		aiGenerated: container.aiGenerated,
		factor: drop?.params.factor ?? 1,
	});
	container.mediaId = media.id;
	const foreign = takeFault(world, "foreign_post", where);
	if (foreign)
		addMedia(world, account, {
			imageUrl: container.imageUrl,
			caption: foreign.params.caption ?? "Posted by hand",
		});
	const spam = takeFault(world, "publish_ok_then_spam_error", where);
	const cut = takeFault(world, "publish_ok_then_reset", where);
	world.save();
	if (cut) return { kind: "reset" };
	if (spam)
		throw new GraphRefusal(4, "Application request limit reached", {
			subcode: 2207051,
		});
	return json({ id: media.id });
}

function requirePublishable(
	world: World,
	account: EmulatedAccount,
	creationId: string | undefined,
): Container {
	if (!creationId)
		throw new GraphRefusal(100, "(#100) The parameter creation_id is required");
	const container = world.state.containers.find(
		(c) => c.id === creationId && c.igId === account.igId,
	);
	const { processingMs } = world.state.settings;
	const status = container
		? containerStatusOf(container, world.now(), processingMs)
		: "EXPIRED";
	// What the platform says to a second publish is not documented (§1.4 [U]); this is our assumption.
	if (!container || status === "EXPIRED" || status === "PUBLISHED")
		throw new GraphRefusal(
			24,
			"The requested resource does not exist: the creation id is not valid or has expired.",
			{ subcode: 2207008 },
		);
	if (status !== "FINISHED")
		throw new GraphRefusal(9007, "Media ID is not available", {
			subcode: 2207027,
		});
	const quota = readQuota(world, account);
	if (quota.used >= quota.total)
		throw new GraphRefusal(
			9,
			"(#9) The maximum number of posts for this account was reached",
			{ subcode: 2207042 },
		);
	return container;
}

/** Posts published through the API in rolling 24 h, and the cap (§1.5). */
function readQuota(
	world: World,
	account: EmulatedAccount,
	since: number = world.now() - DAY_MS,
): { used: number; total: number } {
	const own = world.state.media.filter(
		(media) =>
			media.igId === account.igId &&
			media.containerId !== null &&
			media.publishedAt > since,
	).length;
	const where = { route: "limit", igId: account.igId } as const;
	const shared = activeFault(world, "quota_shared", where)?.params.used ?? 0;
	const total = account.quotaTotal ?? world.state.settings.quotaTotal;
	return { used: own + shared, total };
}

/** `GET /{ig}/content_publishing_limit`; without `fields` only the usage, as documented. */
export function readLimit(
	world: World,
	account: EmulatedAccount,
	params: ReadonlyMap<string, string>,
): Reply {
	const since = params.has("since")
		? Number(params.get("since")) * 1000
		: undefined;
	if (since !== undefined && !(since >= world.now() - DAY_MS - 60_000))
		throw new GraphRefusal(100, "(#100) since must be within 24 hours");
	const { used, total } = readQuota(world, account, since);
	const fields = (params.get("fields") ?? "quota_usage").split(",");
	const config = { quota_total: total, quota_duration: DAY_MS / 1000 };
	return json({
		data: [
			{
				...(fields.includes("quota_usage") ? { quota_usage: used } : {}),
				...(fields.includes("config") ? { config } : {}),
			},
		],
	});
}
