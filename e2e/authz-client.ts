import { readFileSync } from "node:fs";
import { ROLES, type Role } from "@/lib/auth/permissions";

export const ORIGIN = `http://127.0.0.1:${process.env.E2E_PORT}`;
const PASSWORD = "signalbox-demo";

/** Somebody with a browser's cookies, or with none. */
export type Visitor = { name: Role | "anonymous"; cookie: string };

type Extra = Record<string, string>;

const cookiesOf = (response: Response): string =>
	response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0])
		.join("; ");

async function signIn(role: Role): Promise<Visitor> {
	const csrf = await fetch(`${ORIGIN}/api/auth/csrf`);
	const { csrfToken } = (await csrf.json()) as { csrfToken: string };
	const answer = await fetch(`${ORIGIN}/api/auth/callback/credentials`, {
		method: "POST",
		redirect: "manual",
		headers: { origin: ORIGIN, cookie: cookiesOf(csrf) },
		body: new URLSearchParams({
			csrfToken,
			email: `${role}@demo.example`,
			password: PASSWORD,
			json: "true",
		}),
	});
	return { name: role, cookie: cookiesOf(answer) };
}

export const ANONYMOUS: Visitor = { name: "anonymous", cookie: "" };

/** One of each role, and nobody. */
export const signInAll = async (): Promise<Visitor[]> => [
	ANONYMOUS,
	...(await Promise.all(ROLES.map(signIn))),
];

/** The status of a request, without waiting for a body that may never end. */
export async function statusOf(
	visitor: Visitor,
	path: string,
	init: { method?: string; headers?: Extra } = {},
): Promise<number> {
	const stop = new AbortController();
	const { method = "GET", headers = {} } = init;
	const response = await fetch(`${ORIGIN}${path}`, {
		method,
		redirect: "manual",
		signal: stop.signal,
		headers: { cookie: visitor.cookie, ...headers },
		...(method === "POST" && { body: "{}" }),
	});
	stop.abort();
	return response.status;
}

export async function readJson(
	visitor: Visitor,
	path: string,
): Promise<Record<string, unknown>> {
	const response = await fetch(`${ORIGIN}${path}`, {
		headers: { cookie: visitor.cookie },
	});
	return (await response.json()) as Record<string, unknown>;
}

/** An endpoint of the build, with a page that carries it. */
export type Endpoint = { id: string; door: string; page: string };

type Manifest = {
	node: Record<
		string,
		{
			filename: string;
			exportedName: string;
			workers: Record<string, unknown>;
		}
	>;
};

const pageOf = (worker: string): string =>
	worker.replace(/^app|\/\([a-z]+\)|\/page$/g, "");

/** Every server action that the build serves. */
export function readEndpoints(): Endpoint[] {
	const text = readFileSync(
		".next/server/server-reference-manifest.json",
		"utf8",
	);
	const { node } = JSON.parse(text) as Manifest;
	return Object.entries(node).map(([id, action]) => ({
		id,
		door: `${action.filename.replace(/^app\/|(\/actions)?\.ts$/g, "")}/${action.exportedName}`,
		page:
			Object.keys(action.workers)
				.filter((worker) => worker.endsWith("/page"))
				.map(pageOf)
				.find((page) => !page.includes("[")) ?? "/today",
	}));
}

export type Answer = {
	status: number;
	/** "ok", the code of a refusal, or null where the server gave neither. */
	code: string | null;
	value: Record<string, unknown>;
};

/** Calls a server action as a script would, without its screen. */
export async function call(
	visitor: Visitor,
	{ id, page }: Endpoint,
	sent: { input: unknown; headers?: Extra },
): Promise<Answer> {
	const response = await fetch(`${ORIGIN}${page}`, {
		method: "POST",
		redirect: "manual",
		headers: {
			cookie: visitor.cookie,
			accept: "text/x-component",
			"content-type": "text/plain;charset=UTF-8",
			"next-action": id,
			...(sent.headers ?? { origin: ORIGIN }),
		},
		body: JSON.stringify([sent.input]),
	});
	const line = /^\w+:(\{"ok":.*)$/m.exec(await response.text())?.[1];
	const answer = line ? JSON.parse(line) : {};
	return {
		status: response.status,
		code: answer.ok === true ? "ok" : (answer.code ?? null),
		value: answer.value ?? {},
	};
}
