import "server-only";
import { AppError } from "@/lib/core/errors";
import { createDb, type Db } from "@/lib/db/client";
import { readEnv } from "@/lib/env";

// Next bundles this file more than once; one process keeps one pool.
const KEY = Symbol.for("signalbox.web-database");
const realm = globalThis as typeof globalThis & { [KEY]?: Db };

/** The web process's database; throws `misconfigured` without DATABASE_URL. */
export function webDb(): Db {
	realm[KEY] ??= open();
	return realm[KEY];
}

function open(): Db {
	const { DATABASE_URL, SIGNALBOX_ROLE } = readEnv();
	if (DATABASE_URL)
		return createDb(
			DATABASE_URL,
			SIGNALBOX_ROLE ? { role: SIGNALBOX_ROLE } : {},
		);
	throw new AppError("misconfigured", "DATABASE_URL is not set");
}
