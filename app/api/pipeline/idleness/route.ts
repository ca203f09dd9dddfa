import { readIdleness } from "@/lib/jobs/workers/views";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute(readIdleness);
