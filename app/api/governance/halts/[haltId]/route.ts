import { z } from "zod";
import { previewLift } from "@/lib/publishing/lift/views";
import { readRoute } from "@/lib/web/route";

/** What lifting this halt would do to the posts that wait on it. */
export const GET = readRoute((ctx, { nextUrl }, { haltId }) => {
	const spacing = nextUrl.searchParams.get("spacing");
	return previewLift(ctx, {
		haltId: z.uuid().parse(haltId),
		...(spacing !== null && { spacingMinutes: spacing }),
	});
});
