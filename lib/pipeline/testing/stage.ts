import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addAccount } from "@/lib/accounts/commands";
import type { Ctx } from "@/lib/command";
import { installDefaults } from "@/lib/content/install-defaults";
import { addMs, HOUR } from "@/lib/core/time";
import { readEnv } from "@/lib/env";
import { createDeps, type Deps } from "@/lib/pipeline/deps";
import { addSource } from "@/lib/pipeline/sources/commands";
import { createWorld, type World } from "@/lib/testing/world";

/** For tests: a database with the defaults, a feed file, a media folder, and an outside that counts. */
export type PipelineStage = World & {
	folder: string;
	setup: Ctx;
	worker: Ctx;
	/** What was called outside, in order. */
	calls: string[];
	deps: Deps;
	close: () => Promise<void>;
};

const item = (title: string, at: Date) => `
	<item><title>${title}</title><guid>${title}</guid>
	<pubDate>${at.toUTCString()}</pubDate></item>`;

const feedOf = (
	now: Date,
) => `<?xml version="1.0"?><rss version="2.0"><channel><title>Desk</title>
	${item("AI productivity tools that write the minutes", addMs(now, -2 * HOUR))}
	${item("Football final goes to penalties", addMs(now, -HOUR))}
	${item("Productive mornings with small AI helpers", addMs(now, -20 * HOUR))}
</channel></rss>`;

/** The same outside, each call noted before it happens. */
function counted(deps: Deps, calls: string[]): Deps {
	return {
		readFeed: (...given) => {
			calls.push("readFeed");
			return deps.readFeed(...given);
		},
		text: {
			...deps.text,
			draft: (...given) => {
				calls.push("draft");
				return deps.text.draft(...given);
			},
		},
		render: (design) => {
			calls.push("render");
			return deps.render(design);
		},
		media: {
			put: (...given) => {
				calls.push("put");
				return deps.media.put(...given);
			},
		},
	};
}

export async function openPipelineStage(): Promise<PipelineStage> {
	const world = await createWorld();
	const folder = await mkdtemp(join(tmpdir(), "signalbox-pipeline-"));
	const setup = world.service("setup");
	await installDefaults(setup);
	const feed = join(folder, "desk.xml");
	await writeFile(feed, feedOf(await world.now()));
	await addSource(setup, { accountId: null, name: "Desk", location: feed });
	const calls: string[] = [];
	const env = readEnv({ MEDIA_STORE: `file:${join(folder, "media")}` });
	return {
		...world,
		folder,
		setup,
		worker: world.service("worker"),
		calls,
		deps: counted(createDeps(env, { demo: true }), calls),
		close: async () => {
			await world.drop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

let count = 0;

/** An account of the test's own. */
export async function newAccount(
	room: PipelineStage,
	over: { slots?: string[]; niche?: string } = {},
): Promise<string> {
	count += 1;
	const { accountId } = await addAccount(room.setup, {
		handle: `desk_${count}`,
		igUserId: String(17_841_400_000_000 + count),
		name: "Desk",
		timeZone: "Europe/Berlin",
		slots: over.slots ?? ["09:30", "13:00", "18:00"],
		brand: { name: "Desk", niche: over.niche ?? "ai productivity" },
	});
	return accountId;
}
