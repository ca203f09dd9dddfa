import { incidentFilterOf } from "@/lib/incidents/model";
import { readIncidentList } from "@/lib/incidents/views-room";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, { nextUrl }) =>
	readIncidentList(ctx, incidentFilterOf(nextUrl.searchParams)),
);
