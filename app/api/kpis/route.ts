import { z } from "zod";
import { readKpiPage } from "@/lib/insights/kpi/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, { nextUrl: { searchParams } }) =>
	readKpiPage(
		ctx,
		z.uuid().parse(searchParams.get("account")),
		z.iso.date().nullable().parse(searchParams.get("day")),
	),
);
