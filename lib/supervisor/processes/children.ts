import type { Env } from "@/lib/env";
import { checkDemo } from "@/lib/people/demo/demo";
import type { Database } from "@/lib/supervisor/host/database";
import type { Secrets } from "@/lib/supervisor/host/secrets";
import { emulatorPortOf } from "./emulator-port";
import type { Environment, ProcessSpec, Program } from "./processes";

export type Installation = {
	env: Env;
	/** The environment that this process was started with, `.env` included. */
	given: Environment;
	dataDir: string;
	secrets: Secrets;
	database: Database;
};

/** Demo data and the emulator: as set, else on with the embedded database. */
export const isDemoInstallation = ({ env, database }: Installation): boolean =>
	demoWish(env, database.embedded !== undefined) === "on";

const demoWish = (env: Env, embedded: boolean): "on" | "off" =>
	env.SIGNALBOX_DEMO ?? (embedded ? "on" : "off");

/** Throws `misconfigured` for a demo, wished for or by default, that its processes would refuse. */
export function checkDemoWish(env: Env, given: Environment): void {
	const ownGraph = given.INSTAGRAM_GRAPH_URL?.trim();
	checkDemo({
		...env,
		...(ownGraph ? {} : demoDefaults(addressOf(env), env.EMULATOR_PORT)),
		SIGNALBOX_DEMO: demoWish(env, !env.DATABASE_URL),
	});
}

/** Where a browser on this machine finds the web process. */
export function addressOf({ HOST, PORT }: Env): string {
	const everywhere = HOST === "0.0.0.0" || HOST === "::";
	const host = everywhere ? "127.0.0.1" : HOST;
	return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}

/** The environment of the seed, and of every child; what the person set wins over our defaults. */
export function childEnvironment(installation: Installation): Environment {
	const { env, given, dataDir, secrets, database } = installation;
	const demo = isDemoInstallation(installation);
	const port = demo ? emulatorPortOf(installation) : undefined;
	return {
		NEXTAUTH_URL: addressOf(env),
		...(demo ? demoDefaults(addressOf(env), port) : {}),
		...withoutEmpty(given),
		...secrets,
		...(demo ? { EMULATOR_PORT: String(port) } : {}),
		...(database.role ? { SIGNALBOX_ROLE: database.role } : {}),
		SIGNALBOX_DATA_DIR: dataDir,
		SIGNALBOX_DEMO: demo ? "on" : "off",
		DATABASE_URL: database.appUrl,
		OWNER_DATABASE_URL: database.ownerUrl,
	};
}

const demoDefaults = (address: string, port: number | undefined) => ({
	INSTAGRAM_GRAPH_URL: `http://127.0.0.1:${port}`,
	PUBLIC_MEDIA_BASE_URL: address,
});

const withoutEmpty = (given: Environment): Environment =>
	Object.fromEntries(Object.entries(given).filter(([, value]) => value));

/** The processes to run. None of them learns the owner's URL: they have the application's rights. */
export function processesOf(
	installation: Installation,
	environment: Environment,
): ProcessSpec[] {
	const env = { ...environment, OWNER_DATABASE_URL: undefined };
	const programs: Program[] = isDemoInstallation(installation)
		? ["emulator", "web", "worker"]
		: ["web", "worker"];
	return programs.map((program) => ({ program, env }));
}
