import { z } from "zod";
import { readQueueRoom } from "@/lib/publishing/queue/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, { nextUrl }) =>
	readQueueRoom(ctx, z.uuid().parse(nextUrl.searchParams.get("account"))),
);
