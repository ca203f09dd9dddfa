import { Logger } from "graphile-worker";
import pino from "pino";

const SECRETS = [
	"token",
	"secret",
	"password",
	"authorization",
	"accessToken",
	"access_token",
	"*.token",
	"*.secret",
	"*.password",
	"*.authorization",
	"*.accessToken",
	"*.access_token",
];

/** Writes JSON lines to stderr; stdout belongs to results. */
export const createLog = (
	name: string,
	destination: pino.DestinationStream = pino.destination({
		dest: 2,
		sync: true,
	}),
): pino.Logger =>
	pino({ name, redact: { paths: SECRETS, censor: "[redacted]" } }, destination);

const LEVELS = {
	error: "error",
	warning: "warn",
	info: "debug",
	debug: "trace",
} as const;

/** The queue's own talk, one level quieter than ours: it reports every job. */
export const queueLogger = (log: pino.Logger): Logger =>
	new Logger(() => (level, message) => log[LEVELS[level]](message));
