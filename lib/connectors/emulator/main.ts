import { join } from "node:path";
import { messageOf } from "@/lib/core/errors";
import { readEnv } from "@/lib/env";
import { type Emulator, startEmulator } from "./server";

async function main(): Promise<void> {
	const env = readEnv();
	const emulator = await startEmulator({
		port: env.EMULATOR_PORT,
		host: "127.0.0.1",
		stateFile: join(env.SIGNALBOX_DATA_DIR, "emulator.json"),
		channelFile: join(env.SIGNALBOX_DATA_DIR, "emulator-channel.json"),
	});
	process.stdout.write(`Graph emulator on ${emulator.url}\n`);
	for (const signal of ["SIGTERM", "SIGINT"] as const)
		process.once(signal, () => stop(emulator));
}

function stop(emulator: Emulator): void {
	emulator.close().then(() => process.exit(0), die);
}

function die(error: unknown): void {
	process.stderr.write(`Graph emulator: ${messageOf(error)}\n`);
	process.exit(1);
}

main().catch(die);
