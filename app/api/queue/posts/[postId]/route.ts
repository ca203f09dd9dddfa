import { z } from "zod";
import { readPostPanel } from "@/lib/publishing/queue/views-panel";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, _request, { postId }) =>
	readPostPanel(ctx, z.uuid().parse(postId)),
);
