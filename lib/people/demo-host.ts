import { AppError } from "@/lib/core/errors";
import { isLoopbackHost } from "@/lib/core/loopback";
import type { Db } from "@/lib/db/client";
import { isDemo } from "@/lib/people/store-tokens";

/**
 * Throws `misconfigured` where others would reach a database in demo mode, whatever this process's
 * own environment says: everybody knows its people's password.
 */
export async function checkDemoHost(db: Db, host: string): Promise<void> {
	if (isLoopbackHost(host) || !(await isDemo(db))) return;
	throw new AppError(
		"misconfigured",
		`the database is in demo mode and HOST ${host} is not on this machine: set HOST=127.0.0.1, or start it with SIGNALBOX_DEMO=off to use it for real`,
	);
}
