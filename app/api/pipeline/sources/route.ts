import { readSourceRoom } from "@/lib/pipeline/views-source-room";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute(readSourceRoom);
