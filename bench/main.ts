import { startTestServer } from "@/lib/db/testing/server";
import { benchAudit } from "./audit";
import { benchClone } from "./clone";
import { benchGate } from "./gate";
import { type Result, tableOf } from "./measure";
import { benchPipeline, preparePipeline } from "./pipeline";
import { openRoom } from "./room";
import { benchSlot } from "./slot";

/** `npm run bench`: what the promises cost on this machine, beside a baseline of the same run. */
async function main(): Promise<void> {
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
		process.stdout.write(`${tableOf(results)}\n`);
	} finally {
		await stop();
	}
}

await main();
