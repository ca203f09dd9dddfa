import { readGovernance } from "@/lib/governance/panel/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx) => readGovernance(ctx));
