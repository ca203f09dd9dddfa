import { z } from "zod";
import { readRunPage } from "@/lib/pipeline/runs/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, _request, { runId }) =>
	readRunPage(ctx, z.uuid().parse(runId)),
);
