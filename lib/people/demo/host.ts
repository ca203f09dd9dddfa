import { AppError } from "@/lib/core/errors";
import { isForThisMachine, isLoopbackHost } from "@/lib/core/loopback";
import type { Db } from "@/lib/db/client";
import type { Env } from "@/lib/env";
import { isDemoDatabase } from "@/lib/people/tokens/store";

/**
 * Throws `misconfigured` where others would reach a database in demo mode, whatever this process's
 * own environment says: everybody knows its people's password.
 */
export async function checkDemoHost(
	db: Db,
	{ HOST, NEXTAUTH_URL }: Pick<Env, "HOST" | "NEXTAUTH_URL">,
): Promise<void> {
	if (isForThisMachine({ HOST, NEXTAUTH_URL }) || !(await isDemoDatabase(db)))
		return;
	const [place, instead] = isLoopbackHost(HOST)
		? [`NEXTAUTH_URL ${NEXTAUTH_URL}`, "unset it"]
		: [`HOST ${HOST}`, "set HOST=127.0.0.1"];
	throw new AppError(
		"misconfigured",
		`the database is in demo mode and ${place} is not on this machine: ${instead}, or start it with SIGNALBOX_DEMO=off to use it for real`,
	);
}
