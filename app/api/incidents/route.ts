import { readIncidentList } from "@/lib/incidents/incident/views-page";
import { incidentFilterOf } from "@/lib/incidents/model";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, { nextUrl }) =>
	readIncidentList(ctx, incidentFilterOf(nextUrl.searchParams)),
);
