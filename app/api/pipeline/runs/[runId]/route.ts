import { z } from "zod";
import { readRunRoom } from "@/lib/pipeline/runs/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, _request, { runId }) =>
	readRunRoom(ctx, z.uuid().parse(runId)),
);
