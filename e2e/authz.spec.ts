import { expect, test } from "@playwright/test";
import type { Permission } from "@/lib/auth/permissions";
import {
	ACTION_DOORS,
	PAGE_DOORS,
	ROUTE_DOORS,
} from "@/lib/testing/authz/doors";
import { holdersOf } from "@/lib/testing/authz/permissions";
import { COMMANDS } from "@/lib/testing/authz/table";
import { FOR_EVERYBODY, USES } from "@/lib/testing/authz/uses";
import {
	ANONYMOUS,
	call,
	type Endpoint,
	ORIGIN,
	readEndpoints,
	readJson,
	signInAll,
	statusOf,
	type Visitor,
} from "./authz-client";

const ROWS = [...COMMANDS, ...USES];
const NOBODY_KNOWS = "01900000-0000-7000-8000-000000000000";
/** Gets past the guard of whoever may everywhere, and then finds nothing. */
const UNKNOWN = { accountId: NOBODY_KNOWS };

let visitors: Visitor[];
let endpoints: Endpoint[];
/** Everything that any action may ask for; each takes its own part of it. */
let everything: Record<string, unknown>;

const visitor = (name: Visitor["name"]): Visitor => {
	const found = visitors.find((one) => one.name === name);
	if (!found) throw new Error(`${name} is not signed in`);
	return found;
};
const endpoint = (action: string): Endpoint => {
	const found = endpoints.find(({ door }) => door.endsWith(`/${action}`));
	if (!found) throw new Error(`the build has no ${action}`);
	return found;
};

const isOpen = (door: { calls: readonly string[] }) =>
	door.calls.every((name) => FOR_EVERYBODY.includes(name));

/** May somebody of this role get past the guard of every call of the action, in some case of it? */
const may = ({ name }: Visitor, calls: readonly string[]): boolean =>
	calls.every((one) =>
		ROWS.some(
			(row) =>
				row.act.endsWith(`/${one}`) &&
				name !== "anonymous" &&
				row.may.roles.includes(name),
		),
	);

async function done(
	name: Visitor["name"],
	action: string,
	input: object,
): Promise<Record<string, unknown>> {
	const answer = await call(visitor(name), endpoint(action), { input });
	expect(answer.code, action).toBe("ok");
	// Some actions answer with a receipt around their value.
	const { value } = answer.value;
	return (value ?? answer.value) as Record<string, unknown>;
}

test.beforeAll(async () => {
	visitors = await signInAll();
	endpoints = readEndpoints();
	const { accounts } = (await readJson(visitor("owner"), "/api/incidents")) as {
		accounts: { id: string }[];
	};
	const accountId = accounts[0]?.id ?? "";
	const { rows } = (await readJson(
		visitor("owner"),
		`/api/queue?account=${accountId}`,
	)) as { rows: { id: string }[] };
	const reason = "a test of who may";
	const window = await done("operator", "requestWindowAction", {
		accountIds: [accountId],
		reason,
		start: null,
	});
	const hold = await done("compliance", "setHoldAction", { accountId, reason });
	const halt = await done("operator", "haltAction", { accountId, reason });
	const incident = await done("operator", "openIncidentAction", {
		accountId,
		title: reason,
		severity: 4,
	});
	const postId = rows[0]?.id ?? NOBODY_KNOWS;
	everything = {
		accountId,
		accountIds: [accountId],
		postId,
		postIds: [postId],
		posts: [{ postId }],
		...window,
		...hold,
		...halt,
		...incident,
		reason,
		start: null,
		end: null,
		signal: "GOVERNANCE_APPROVED",
		signals: ["GOVERNANCE_APPROVED"],
		slot: { day: "2030-01-07", time: "09:30" },
		version: 1,
		windowHours: 24,
		personId: NOBODY_KNOWS,
		requestId: NOBODY_KNOWS,
		runId: NOBODY_KNOWS,
		sourceId: NOBODY_KNOWS,
		hypothesisId: NOBODY_KNOWS,
		tokenId: NOBODY_KNOWS,
	};
});

// The other stories find publishing as it was.
test.afterAll(async () => {
	// These acts want a sign-in of the last 5 minutes.
	visitors = await signInAll();
	const reason = "the test is over";
	const { haltId, windowId, holdId, incidentId } = everything;
	await done("owner", "liftHaltAction", { haltId, reason });
	await done("owner", "closeWindowAction", { windowId, reason });
	await done("operator", "cancelAction", { incidentId, reason });
	const asked = { holdId, reason, end: null };
	const { requestId } = await done("owner", "requestHoldEndAction", asked);
	await done("compliance", "confirmHoldEndAction", { requestId });
});

/** The newest event's number, and what our visitors did after another one, refusals and sign-ins aside. */
async function changesSince(seq: bigint): Promise<string[]> {
	const admin = visitor("admin");
	const found: string[] = [];
	for (let cursor = ""; ; ) {
		const page = (await readJson(admin, `/api/audit?${cursor}`)) as {
			events: { seq: string; action: string; actorKind: string }[];
			cursor: string | null;
		};
		for (const event of page.events) {
			if (BigInt(event.seq) <= seq) return found;
			if (event.actorKind === "person")
				if (!/^(access\.deny|session\.)/.test(event.action))
					found.push(event.action);
		}
		if (!page.cursor) return found;
		cursor = `cursor=${page.cursor}`;
	}
}

async function headSeq(): Promise<bigint> {
	const { events } = (await readJson(visitor("admin"), "/api/audit")) as {
		events: { seq: string }[];
	};
	return BigInt(events[0]?.seq ?? 0);
}

test("the build serves the actions of the table, and no other", () => {
	expect(endpoints.map(({ door }) => door).sort()).toEqual(
		ACTION_DOORS.map(({ name }) => name).sort(),
	);
});

test("every action, posted directly by everybody, lets in who may and nobody else", async () => {
	const before = await headSeq();
	const wrong: string[] = [];
	let cells = 0;
	const guarded = ACTION_DOORS.filter((door) => !isOpen(door));
	for (const { name, calls } of guarded)
		for (const one of visitors.filter((each) => !may(each, calls))) {
			const target = endpoint(name.split("/").at(-1) ?? "");
			const { code } = await call(one, target, { input: everything });
			cells += 1;
			const expected =
				one.name === "anonymous" ? "unauthenticated" : "forbidden";
			if (code !== expected) wrong.push(`${one.name} ${name}: ${code}`);
		}
	expect(wrong).toEqual([]);
	expect(await changesSince(before), "refused calls changed something").toEqual(
		[],
	);
	for (const { name, calls } of guarded)
		for (const one of visitors.filter((each) => may(each, calls))) {
			const target = endpoint(name.split("/").at(-1) ?? "");
			const { code } = await call(one, target, { input: UNKNOWN });
			cells += 1;
			if (code === null || /^(unauthenticated|forbidden)$/.test(code))
				wrong.push(`${one.name} ${name}: ${code}`);
		}
	expect(wrong).toEqual([]);
	console.info(`server actions: ${cells} cells`);
});

const FOREIGN = {
	"a foreign origin": { origin: "http://evil.example" },
	"the null origin": { origin: "null" },
	"no origin": {},
	"a foreign origin with a forwarded host to match": {
		origin: "http://evil.example",
		"x-forwarded-host": "evil.example",
		forwarded: "host=evil.example",
	},
	"a header that once switched the middleware off": {
		origin: "http://evil.example",
		"x-middleware-subrequest":
			"proxy:proxy:proxy:proxy:proxy:middleware:middleware:middleware:middleware:middleware",
	},
} as const;

for (const [what, headers] of Object.entries(FOREIGN))
	test(`every action is refused to everybody with ${what}`, async () => {
		const before = await headSeq();
		const wrong: string[] = [];
		for (const target of endpoints)
			for (const one of visitors) {
				const sent = { input: everything, headers };
				const { status, code } = await call(one, target, sent);
				if (status !== 403)
					wrong.push(`${one.name} ${target.door}: ${status} ${code}`);
			}
		expect(wrong).toEqual([]);
		expect(await changesSince(before)).toEqual([]);
	});

/** An address that the route understands, of something that need not exist. */
const exampleOf = (address: string): string =>
	`${address
		.replace("[...nextauth]", "session")
		.replace("[number]", "999999")
		.replace("[sha256]", "a".repeat(64))
		.replace("[name]", "working-day.xml")
		.replace(/\[\w+\]/, NOBODY_KNOWS)}?account=${everything.accountId}`;

// Prometheus' own machine scrapes without signing in; this server is bound to it.
const LOCAL = ["GET /api/metrics"];

test("every route answers whom it should, and no GET changes anything", async () => {
	const before = await headSeq();
	const wrong: string[] = [];
	for (const { name, answers } of ROUTE_DOORS)
		for (const one of visitors) {
			const [method = "", address = ""] = name.split(" ");
			const headers = { origin: ORIGIN, "content-type": "application/json" };
			const status = await statusOf(one, exampleOf(address), {
				method,
				headers,
			});
			const out = refusalsOf(one, name, answers);
			const fits =
				out.length > 0
					? out.includes(status)
					: status !== 401 && status !== 403 && status < 500;
			if (!fits) wrong.push(`${one.name} ${name}: ${status}`);
		}
	expect(wrong).toEqual([]);
	const allowed = await changesSince(before);
	expect(allowed.filter((action) => action !== "audit.export")).toEqual([]);
});

/** The statuses that keep somebody out; none where they are let in. What the address names need not exist. */
function refusalsOf(
	one: Visitor,
	name: string,
	answers: Permission | "everybody",
): number[] {
	if (answers === "everybody" || LOCAL.includes(name)) return [];
	if (one.name === "anonymous") return [401];
	if (holdersOf([answers]).roles.includes(one.name)) return [];
	return name.includes("[") ? [403, 404] : [403];
}

test("no route changes anything for another origin, and none takes another method", async () => {
	const before = await headSeq();
	const wrong: string[] = [];
	const listed = ROUTE_DOORS.map(({ name }) => name);
	for (const address of new Set(listed.map((name) => name.split(" ")[1] ?? "")))
		for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
			for (const headers of Object.values(FOREIGN)) {
				const status = await statusOf(visitor("owner"), exampleOf(address), {
					method,
					headers,
				});
				if (status !== 403) wrong.push(`${method} ${address}: ${status}`);
			}
			if (listed.includes(`${method} ${address}`)) continue;
			const headers = { origin: ORIGIN };
			const status = await statusOf(visitor("owner"), exampleOf(address), {
				method,
				headers,
			});
			if (status !== 405) wrong.push(`${method} ${address}: ${status}`);
		}
	expect(wrong).toEqual([]);
	expect(await changesSince(before)).toEqual([]);
});

test("every page sends who is not signed in to the sign-in page, whatever headers they send", async () => {
	const headers = FOREIGN["a header that once switched the middleware off"];
	const wrong: string[] = [];
	for (const { name, answers } of PAGE_DOORS)
		for (const one of visitors)
			for (const extra of [{}, headers]) {
				const status = await statusOf(one, exampleOf(name), { headers: extra });
				const isOut = one.name === "anonymous" && answers === "read";
				const fits = isOut ? status === 307 : status < 400 || status === 404;
				if (!fits) wrong.push(`${one.name} ${name}: ${status}`);
			}
	expect(wrong).toEqual([]);
});

test("a token reaches what its scope says, and no server action", async () => {
	const secretOf = async (scope: string) => {
		const input = { name: scope, scopes: [scope] };
		return `Bearer ${(await done("operator", "issueTokenAction", input)).secret}`;
	};
	const reading = await secretOf("read");
	const working = await secretOf("work");
	const asked = (authorization: string, path: string, method = "GET") =>
		statusOf(ANONYMOUS, path, {
			method,
			headers: { authorization, "content-type": "application/json" },
		});
	expect(await asked(reading, "/api/mode")).toBe(200);
	expect(await asked(reading, "/api/audit/export", "POST")).toBe(200);
	expect(await asked(working, "/api/audit/export", "POST")).toBe(403);
	expect(await asked(`${working}x`, "/api/mode")).toBe(401);
	const sent = { input: everything, headers: { authorization: working } };
	const { code } = await call(ANONYMOUS, endpoint("haltAction"), sent);
	expect(code).toBe("forbidden");
});

test("who guesses passwords is told to wait, by status and header, whether or not the person exists", async () => {
	const csrf = await fetch(`${ORIGIN}/api/auth/csrf`);
	const { csrfToken } = (await csrf.json()) as { csrfToken: string };
	const email = `nobody-${Date.now()}@demo.example`;
	const guess = () =>
		fetch(`${ORIGIN}/api/auth/callback/credentials`, {
			method: "POST",
			redirect: "manual",
			headers: {
				origin: ORIGIN,
				cookie: csrf.headers.getSetCookie().join("; "),
			},
			body: new URLSearchParams({
				csrfToken,
				email,
				password: "wrong",
				json: "true",
			}),
		});
	const answers: Response[] = [];
	for (let tries = 0; tries < 6; tries += 1) answers.push(await guess());
	const statuses = answers.map(({ status }) => status);
	expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
	expect(statuses.at(-1)).toBe(429);
	const wait = Number(answers.at(-1)?.headers.get("retry-after"));
	expect(wait).toBeGreaterThan(0);
	expect(wait).toBeLessThanOrEqual(30);
});
