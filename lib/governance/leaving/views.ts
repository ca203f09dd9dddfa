import { type Ctx, demandRead } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import {
	listGrantsOf,
	listHoldEndsOf,
	listWindowsOf,
	type OwnGrant,
	type OwnHoldEnd,
	type OwnWindow,
} from "./store";

/** What of a person's stands in governance now. */
export type OwnGovernance = {
	/** Answered for by them, and not over. */
	windows: OwnWindow[];
	grants: OwnGrant[];
	holdEnds: OwnHoldEnd[];
};

/** What a person would leave behind in governance. */
export async function readStandingOf(
	ctx: Ctx,
	personId: string,
): Promise<OwnGovernance> {
	demandRead(ctx);
	const now = await appNow(ctx.db);
	return {
		windows: await listWindowsOf(ctx.db, personId, now),
		grants: await listGrantsOf(ctx.db, personId, now),
		holdEnds: await listHoldEndsOf(ctx.db, personId),
	};
}
