import { runFilterOf } from "@/components/pipeline/run-filter";
import { readRunList } from "@/lib/pipeline/runs/views-page";
import { readRoute } from "@/lib/web/route";

export const GET = readRoute((ctx, { nextUrl }) =>
	readRunList(ctx, runFilterOf(nextUrl.searchParams)),
);
