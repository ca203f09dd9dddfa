import { readSourcePage } from "@/lib/pipeline/sources/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute(readSourcePage);
