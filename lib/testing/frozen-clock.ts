import type { Db } from "@/lib/db/client";

/** From now on only the test clock moves the clock that decides, on from `start`. */
export async function freezeClock(owner: Db, start: Date): Promise<void> {
	await owner.$executeRawUnsafe(`
		CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
			SELECT timestamptz '${start.toISOString()}' + make_interval(secs => offset_ms / 1000.0)
			FROM test_clock WHERE id = 1
		$$`);
}
