import { readMode } from "@/lib/governance/views";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx) => readMode(ctx));
