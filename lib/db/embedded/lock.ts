import type pg from "pg";

/** A supervisor owns the server alone; a guest (one `ops` command) shares it. */
export type Purpose = "supervisor" | "guest";

// Advisory locks of the `postgres` database; a killed process loses its own at once.
const SUPERVISOR = "0x5167, 1";
const USERS = "0x5167, 2";

type Held = { held: boolean };

async function ask(client: pg.Client, call: string): Promise<boolean> {
	const { rows } = await client.query<Held>(`select ${call} as held`);
	return rows[0]?.held === true;
}

/** `stopping`: the last guest is about to stop the server; try again when it is gone. */
export async function adoptServer(
	client: pg.Client,
	purpose: Purpose,
): Promise<"joined" | "stopping" | "occupied"> {
	const shared = await ask(client, `pg_try_advisory_lock_shared(${USERS})`);
	if (!shared) return "stopping";
	if (purpose === "guest") return "joined";
	const alone = await ask(client, `pg_try_advisory_lock(${SUPERVISOR})`);
	return alone ? "joined" : "occupied";
}

/** True when nobody else uses the server; from then on nobody can join it. */
export async function leaveServer(client: pg.Client): Promise<boolean> {
	await ask(client, `pg_advisory_unlock_shared(${USERS})`);
	return ask(client, `pg_try_advisory_lock(${USERS})`);
}
