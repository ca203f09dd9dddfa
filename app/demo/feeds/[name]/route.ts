import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readEnv } from "@/lib/env";
import { freshen } from "@/lib/web/live/demo-feed";

const FEEDS = ["working-day.xml", "model-notes.xml"];

type RouteArgs = { params: Promise<{ name: string }> };

/** The demo's trend feeds, with dates of today; public, and there in demo mode only. */
export async function GET(_: Request, args: RouteArgs): Promise<Response> {
	const { name } = await args.params;
	if (readEnv().SIGNALBOX_DEMO !== "on" || !FEEDS.includes(name))
		return new Response("not found", { status: 404 });
	const feed = await readFile(
		join(process.cwd(), "prisma", "demo", name),
		"utf8",
	);
	return new Response(freshen(feed, new Date()), {
		headers: {
			"content-type": "application/xml; charset=utf-8",
			"cache-control": "no-store",
		},
	});
}
