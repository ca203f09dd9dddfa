import { readMode } from "@/lib/governance/panel/views-mode";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx) => readMode(ctx));
