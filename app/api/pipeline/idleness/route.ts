import { readIdleness } from "@/lib/jobs/views-workers";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute(readIdleness);
