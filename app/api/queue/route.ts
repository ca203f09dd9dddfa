import { z } from "zod";
import { readQueuePage } from "@/lib/publishing/queue/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, { nextUrl }) =>
	readQueuePage(ctx, z.uuid().parse(nextUrl.searchParams.get("account"))),
);
