// Started by guest.db.test.ts: a command that says when it has the database, and then never ends.
import { readEnv } from "@/lib/env";
import { withDatabase } from "@/lib/supervisor/host/database";

await withDatabase(readEnv(), async () => {
	process.stdout.write("open\n");
	await new Promise((resolve) => setInterval(resolve, 2 ** 30));
});
