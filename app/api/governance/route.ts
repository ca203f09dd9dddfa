import { readGovernance } from "@/lib/governance/views-governance";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx) => readGovernance(ctx));
