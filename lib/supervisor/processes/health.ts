import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const Health = z.object({ status: z.enum(["ok", "degraded"]) });

/** What `GET /api/health` says; undefined while nothing answers. */
async function askHealth(
	address: string,
): Promise<"ok" | "degraded" | undefined> {
	try {
		const response = await fetch(`${address}/api/health`, {
			signal: AbortSignal.timeout(5_000),
		});
		const body = Health.safeParse(await response.json());
		return body.success ? body.data.status : undefined;
	} catch {
		// Not listening yet, or not ours: the caller asks again.
		return undefined;
	}
}

/** Waits until the web process answers; says every 15 s that it waits. */
export async function waitUntilUp(
	address: string,
	log: (line: string) => void,
): Promise<"ok" | "degraded"> {
	let describeAt = performance.now() + 15_000;
	for (;;) {
		const status = await askHealth(address);
		if (status) return status;
		if (performance.now() > describeAt) {
			log(`still waiting for ${address}/api/health`);
			describeAt += 15_000;
		}
		await sleep(200);
	}
}
