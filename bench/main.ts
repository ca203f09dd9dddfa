import { startTestServer } from "@/lib/db/testing/server";
import { benchAudit } from "./audit";
import { benchClone } from "./clone";
import { benchGate } from "./gate";
import { type Result, tableOf } from "./measure";
import { benchPipeline, preparePipeline } from "./pipeline";
import { openRoom } from "./room";
import { benchSlot } from "./slot";
import { benchStart } from "./start";

/** `npm run bench`: what the promises cost on this machine, beside a baseline of the same run; `-- start` for the programs alone. */
async function main(): Promise<void> {
	const [only] = process.argv.slice(2);
	const started = await benchStart();
	if (only === "start")
		return void process.stdout.write(`${tableOf(started)}\n`);
	process.stdout.write(
		`${tableOf([...started, ...(await benchPromises())])}\n`,
	);
}

async function benchPromises(): Promise<Result[]> {
	const { server, stop } = await startTestServer();
	try {
		const results: Result[] = [await benchGate(), await benchClone(server)];
		const room = await openRoom(server);
		try {
			results.push(await benchAudit(room));
			const runOnce = await preparePipeline(room);
			results.push(await benchPipeline(room, runOnce));
			results.push(await benchSlot(room, runOnce));
		} finally {
			await room.close();
		}
		return results;
	} finally {
		await stop();
	}
}

await main();
