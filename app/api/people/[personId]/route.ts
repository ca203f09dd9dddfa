import { z } from "zod";
import { readLeaving } from "@/lib/incidents/leaving/views";
import { readRoute } from "@/lib/web/route";

/** What this person would leave behind, and who could take it over. */
export const GET = readRoute((ctx, _, { personId }) =>
	readLeaving(ctx, z.uuid().parse(personId)),
);
