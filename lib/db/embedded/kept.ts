import {
	existsSync,
	linkSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { AppError } from "@/lib/core/errors";

const LOOPBACK = "127.0.0.1";

/** The secret in a file (mode 0600), made when missing; of two processes that make it at once one wins. */
export function keptSecret(file: string, make: () => string): string {
	if (!existsSync(file)) {
		const own = `${file}.${process.pid}`;
		writeFileSync(own, make(), { mode: 0o600 });
		try {
			linkSync(own, file);
		} catch (error) {
			if (!existsSync(file)) throw error;
		} finally {
			rmSync(own);
		}
	}
	return readFileSync(file, "utf8").trim();
}

/**
 * A loopback port that stays the same from start to start while it is free: the
 * one in `file`, else `preferred`, else any.
 */
export async function keptPort(file: string, preferred = 0): Promise<number> {
	for (const wanted of [lastPort(file) ?? preferred, preferred, 0]) {
		const port = await freePort(wanted);
		if (port === undefined) continue;
		keepPort(file, port);
		return port;
	}
	throw new AppError("unavailable", `no free port on ${LOOPBACK}`);
}

/** The port that a file keeps. */
export function lastPort(file: string): number | undefined {
	if (!existsSync(file)) return undefined;
	const port = Number(readFileSync(file, "utf8"));
	return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

export const keepPort = (file: string, port: number): void =>
	writeFileSync(file, `${port}\n`);

/** The port when it can be listened on (0: any), else undefined. */
export function freePort(wanted: number): Promise<number | undefined> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once("error", () => resolve(undefined));
		probe.listen(wanted, LOOPBACK, () => {
			const address = probe.address();
			const port =
				address && typeof address === "object" ? address.port : undefined;
			probe.close(() => resolve(port));
		});
	});
}
