import { z } from "zod";
import { readEnv } from "@/lib/env";
import { exportDecision } from "@/lib/publishing/decisions/export";
import { changeRoute } from "@/lib/web/route";

/** A decision record that verifies by itself. A POST, since the export is itself an audited act. */
export const POST = changeRoute(async (ctx, _, { id }) => {
	const { name, text, publicKey } = await exportDecision(ctx, {
		id: z.uuid().parse(id),
		privateKey: readEnv().SIGNALBOX_CHECKPOINT_KEY,
	});
	return new Response(text, {
		headers: {
			"content-type": "application/json",
			"content-disposition": `attachment; filename="${name}"`,
			"x-signalbox-public-key": publicKey,
		},
	});
});
