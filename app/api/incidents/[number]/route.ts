import { z } from "zod";
import { readIncidentRoom } from "@/lib/incidents/incident/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, _request, { number }) =>
	readIncidentRoom(ctx, z.coerce.number().int().positive().parse(number)),
);
