import { z } from "zod";
import { readIncidentPage } from "@/lib/incidents/incident/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, _request, { number }) =>
	readIncidentPage(ctx, z.coerce.number().int().positive().parse(number)),
);
