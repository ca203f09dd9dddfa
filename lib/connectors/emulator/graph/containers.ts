import { refuseFreshRead, takeFault } from "@/lib/connectors/emulator/faults";
import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type {
	Container,
	EmulatedAccount,
} from "@/lib/connectors/emulator/state";
import { DAY_MS, nextId, type World } from "@/lib/connectors/emulator/world";
import { pickFields } from "./fields";
import { checkImage } from "./image-fetch";

const CONTAINERS_PER_DAY = 400;
const MAX_CAPTION = 2200;
const MAX_HASHTAGS = 30;
const MAX_MENTIONS = 20;
const MAX_ALT_TEXT = 1000;

/** `POST /{ig}/media` for single images: checks what the platform checks, then answers the container's id (§1.1). */
export async function createContainer(
	world: World,
	account: EmulatedAccount,
	params: ReadonlyMap<string, string>,
): Promise<Reply> {
	refuseOtherMedia(params);
	const imageUrl = params.get("image_url");
	if (!imageUrl)
		throw new GraphRefusal(100, "(#100) The parameter image_url is required");
	const caption = params.get("caption") ?? "";
	const altText = params.get("alt_text") ?? null;
	checkTexts(caption, altText);
	refuseTooMany(world, account);
	await checkImage(world, imageUrl);
	const where = { route: "create", igId: account.igId } as const;
	const failure = takeFault(world, "container_error", where);
	const container: Container = {
		id: nextId(world, "17"),
		igId: account.igId,
		createdAt: world.now(),
		imageUrl,
		caption,
		altText,
		aiGenerated: params.get("is_ai_generated") === "true",
		stuck: takeFault(world, "container_stuck", where) !== undefined,
		failure: failure ? (failure.params.subcode ?? 2207053) : null,
		mediaId: null,
	};
	world.state.containers.push(container);
	world.save();
	return json({ id: container.id });
}

/** Reels, stories and carousels are not emulated: they are refused as unknown media types. */
function refuseOtherMedia(params: ReadonlyMap<string, string>): void {
	const type = params.get("media_type");
	const isImage = type === undefined || type === "" || type === "IMAGE";
	if (isImage && !params.has("video_url") && !params.has("children")) return;
	throw new GraphRefusal(
		100,
		`(#100) The media_type ${type ?? "VIDEO"} is not emulated`,
		{ subcode: 2207023 },
	);
}

function checkTexts(caption: string, altText: string | null): void {
	const hashtags = caption.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0;
	if ([...caption].length > MAX_CAPTION || hashtags > MAX_HASHTAGS)
		throw new GraphRefusal(36004, "The caption is too long.", {
			subcode: 2207010,
		});
	const mentions = caption.match(/@[\w.]+/g)?.length ?? 0;
	if (mentions > MAX_MENTIONS)
		throw new GraphRefusal(100, "(#100) Too many tags in the caption", {
			subcode: 2207040,
		});
	if (altText !== null && [...altText].length > MAX_ALT_TEXT)
		throw new GraphRefusal(100, "(#100) alt_text is too long");
}

/** 400 containers in rolling 24 h (§1.1); which error the platform gives is our assumption. */
function refuseTooMany(world: World, account: EmulatedAccount): void {
	const since = world.now() - DAY_MS;
	const recent = world.state.containers.filter(
		(c) => c.igId === account.igId && c.createdAt > since,
	);
	if (recent.length >= CONTAINERS_PER_DAY)
		throw new GraphRefusal(
			9,
			"(#9) Application request limit reached: media containers",
		);
}

export type StatusCode =
	| "EXPIRED"
	| "ERROR"
	| "FINISHED"
	| "IN_PROGRESS"
	| "PUBLISHED";

/** A container's status at a moment: derived, never stored (§1.3). */
export function containerStatusOf(
	container: Container,
	now: number,
	processingMs: number,
): StatusCode {
	const age = now - container.createdAt;
	if (container.mediaId !== null) return "PUBLISHED";
	if (age >= DAY_MS) return "EXPIRED";
	if (container.stuck || age < processingMs) return "IN_PROGRESS";
	return container.failure === null ? "FINISHED" : "ERROR";
}

const STATUS_TEXT = {
	EXPIRED: "Expired: The container was not published within 24 hours.",
	FINISHED:
		"Finished: Media has been uploaded and it is ready to be published.",
	IN_PROGRESS: "In Progress: Media is still being processed.",
	PUBLISHED: "Published: Media has been successfully published.",
} as const;

export function readContainer(
	world: World,
	container: Container,
	fields: string | undefined,
): Reply {
	const where = { route: "container", igId: container.igId } as const;
	refuseFreshRead(world, where, { id: container.id, at: container.createdAt });
	const { processingMs } = world.state.settings;
	const code = containerStatusOf(container, world.now(), processingMs);
	const status =
		code === "ERROR"
			? `Error: Media upload has failed with error code ${container.failure}`
			: STATUS_TEXT[code];
	const node = { id: container.id, status_code: code, status };
	return json(pickFields(node, fields, "IGMediaBuilder"));
}
