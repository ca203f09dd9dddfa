import type { z } from "zod";
import { type PublishedMedia, Settings } from "@/lib/connectors/emulator/state";
import { AppError, messageOf } from "@/lib/core/errors";
import {
	type AccountInput,
	ClockView,
	type EmulatedToken,
	type FaultInput,
	IdView,
	type MediaInput,
	MediaView,
	type SettingsInput,
	StateView,
} from "./shapes";

export type EmulatorControl = {
	/** Idempotent: makes the account and its token, or brings the account up to date. */
	ensureAccount(input: AccountInput): Promise<void>;
	setToken(input: EmulatedToken): Promise<void>;
	addFault(input: FaultInput): Promise<string>;
	/** One fault by its id, or all. */
	clearFaults(id?: string): Promise<void>;
	advanceClock(advanceMs: number): Promise<ClockView>;
	changeSettings(input: SettingsInput): Promise<Settings>;
	addMedia(input: MediaInput): Promise<string>;
	readState(): Promise<StateView>;
	/** What is live on the account, newest first; API posts carry their `containerId`. */
	listPublished(igId: string): Promise<PublishedMedia[]>;
};

type Command<S extends z.ZodType> = {
	method: "GET" | "POST" | "DELETE";
	path: string;
	schema: S;
	body?: unknown;
};

const TIMEOUT_MS = 5000;

/** The emulator's control API at its base URL. Throws `unavailable` when it does not answer or refuses. */
export function createEmulatorControl(baseUrl: string): EmulatorControl {
	const run = async <S extends z.ZodType>(command: Command<S>) => {
		const answer = await exchange(baseUrl, command);
		return command.schema.parse(answer);
	};
	const post = <S extends z.ZodType>(path: string, body: unknown, schema: S) =>
		run({ method: "POST", path, body, schema });
	return {
		ensureAccount: async (input) => {
			await post("account", input, IdView);
		},
		setToken: async (input) => {
			await post("token", input, IdView.partial());
		},
		addFault: async (input) => (await post("fault", input, IdView)).id,
		clearFaults: async (id) => {
			const path = id === undefined ? "faults" : `faults?id=${id}`;
			await run({ method: "DELETE", path, schema: IdView.partial() });
		},
		advanceClock: (advanceMs) => post("clock", { advanceMs }, ClockView),
		changeSettings: (input) => post("settings", input, Settings),
		addMedia: async (input) => (await post("media", input, IdView)).id,
		readState: () => run({ method: "GET", path: "state", schema: StateView }),
		listPublished: async (igId) => {
			const path = `media?igId=${igId}`;
			return (await run({ method: "GET", path, schema: MediaView })).data;
		},
	};
}

async function exchange<S extends z.ZodType>(
	baseUrl: string,
	{ method, path, body }: Command<S>,
): Promise<unknown> {
	const response = await fetch(new URL(`/_control/${path}`, baseUrl), {
		method,
		signal: AbortSignal.timeout(TIMEOUT_MS),
		headers: { "content-type": "application/json" },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	}).catch((error: unknown) => {
		throw new AppError(
			"unavailable",
			`the Graph emulator does not answer at ${baseUrl}: ${messageOf(error)}`,
		);
	});
	if (response.ok) return response.json();
	throw new AppError(
		"unavailable",
		`the Graph emulator refused ${method} ${path}: ${await response.text()}`,
	);
}
