import { type Ctx, demandRead } from "@/lib/command";
import { listApprovedBy, type PostOfApprover } from "./store-leaving";

/** Posts that nobody but this person approved last: without them the approval counts no more (R4). */
export async function readApprovedBy(
	ctx: Ctx,
	personId: string,
): Promise<PostOfApprover[]> {
	demandRead(ctx);
	return listApprovedBy(ctx.db, personId);
}
