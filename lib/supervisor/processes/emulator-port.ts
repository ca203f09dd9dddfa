import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/core/errors";
import { freePort, keepPort, keptPort, lastPort } from "@/lib/db/embedded/kept";
import type { Env } from "@/lib/env";
import type { Environment } from "./processes";

// After a crash the last run's emulator needs a moment to notice and go.
const PATIENCE_MS = 5_000;
const POLL_MS = 200;

type At = { env: Env; given: Environment; dataDir: string };

const fileIn = (dataDir: string): string => join(dataDir, "emulator-port");

/** The port that a person set, if any. */
const wantedPort = ({ env, given }: At): number | undefined =>
	given.EMULATOR_PORT?.trim() && env.EMULATOR_PORT > 0
		? env.EMULATOR_PORT
		: undefined;

/**
 * Finds a port for the emulator of this run and keeps it for whoever asks later.
 * Throws `misconfigured` when EMULATOR_PORT is set and stays taken.
 */
export async function reserveEmulatorPort(
	at: At,
	patienceMs = PATIENCE_MS,
): Promise<void> {
	const file = fileIn(at.dataDir);
	const port = wantedPort(at);
	if (port === undefined) {
		await keptPort(file, at.env.EMULATOR_PORT);
		return;
	}
	const patientUntil = performance.now() + patienceMs;
	while ((await freePort(port)) === undefined) {
		if (performance.now() > patientUntil) {
			throw new AppError(
				"misconfigured",
				`EMULATOR_PORT ${port} is taken: set another, or none`,
			);
		}
		await sleep(POLL_MS);
	}
	keepPort(file, port);
}

/** Where the emulator of this data directory listens, or listened last. */
export const emulatorPortOf = (at: At): number =>
	wantedPort(at) ?? lastPort(fileIn(at.dataDir)) ?? at.env.EMULATOR_PORT;
