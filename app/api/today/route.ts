import { z } from "zod";
import { readToday } from "@/lib/signoff/views-today";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, { nextUrl }) =>
	readToday(ctx, z.uuid().parse(nextUrl.searchParams.get("account"))),
);
