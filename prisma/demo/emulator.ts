import { join } from "node:path";
import {
	createEmulatorControl,
	type EmulatorControl,
} from "@/lib/connectors/emulator/control/client";
import { startEmulator } from "@/lib/connectors/emulator/server";
import { AppError } from "@/lib/core/errors";
import type { Env } from "@/lib/env";

export type RunningEmulator = { url: string; control: EmulatorControl };

/** The emulator that runs, or one on the same state file for as long as the work takes. */
export async function withEmulator<T>(
	env: Env,
	work: (emulator: RunningEmulator) => Promise<T>,
): Promise<T> {
	const url = env.INSTAGRAM_GRAPH_URL;
	const control = createEmulatorControl(url);
	if (await isUp(control)) return work({ url, control });
	const own = await startEmulator({
		port: 0,
		host: "127.0.0.1",
		stateFile: join(env.SIGNALBOX_DATA_DIR, "emulator.json"),
	});
	const emulator = { url: own.url, control: createEmulatorControl(own.url) };
	return work(emulator).finally(own.close);
}

async function isUp(control: EmulatorControl): Promise<boolean> {
	try {
		await control.readState();
		return true;
	} catch (error) {
		if (error instanceof AppError && error.code === "unavailable") return false;
		throw error;
	}
}
