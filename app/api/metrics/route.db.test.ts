import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { enqueueTask } from "@/lib/jobs/queue/store";
import { issueToken, revokeToken } from "@/lib/people/tokens/commands";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";
import { stampAddress } from "@/lib/web/client-address";
import { webDb } from "@/lib/web/database";
import { GET } from "./route";

// Next's own: a request without cookies, and a mark that only its bundler reads.
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({
	cookies: async () => ({ get: () => undefined }),
}));

const SERIES = [
	"signalbox_healthy",
	"signalbox_health_reasons",
	"signalbox_workers_alive",
	"signalbox_worker_beat_age_seconds",
	"signalbox_queue_lag_seconds",
	"signalbox_oldest_due_post_age_seconds",
	"signalbox_calls_in_flight",
	"signalbox_mode",
	"signalbox_web_process_cpu_seconds_total",
];

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
	const at = await stage.now();
	await stage.db.workerHeartbeat.create({
		data: {
			...{ id: newId(), host: "here", pid: 1, startedAt: at, beatAt: at },
			environment: {},
		},
	});
	await stage.post((await stage.connected()).id);
	await enqueueTask(stage.db, { task: "verify_audit", key: "verify_audit" });
	vi.stubEnv("DATABASE_URL", stage.urls.appUrl);
	vi.stubEnv("HOST", "127.0.0.1");
	vi.stubEnv("PORT", "3000");
});
afterAll(async () => {
	await webDb().$disconnect();
	await stage.close();
});

/** As the HTTP server hands it on: with the address of the socket. */
function scrape(from: string, sent: Record<string, string> = {}) {
	const headers: Record<string, string> = { host: "127.0.0.1:3000", ...sent };
	const socket = { remoteAddress: from };
	stampAddress({ headers, socket } as Parameters<typeof stampAddress>[0], "");
	const url = "http://127.0.0.1:3000/api/metrics";
	return GET(new NextRequest(url, { headers }));
}
const withToken = (secret: string, from = "203.0.113.7") =>
	scrape(from, { authorization: `Bearer ${secret}` });

async function valuesOf(response: Response): Promise<Map<string, number>> {
	expect(response.status).toBe(200);
	expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
	expect(response.headers.get("cache-control")).toBe("no-store");
	const lines = (await response.text()).split("\n");
	return new Map(
		lines
			.filter((line) => line !== "" && !line.startsWith("#"))
			.map((line) => {
				const at = line.lastIndexOf(" ");
				return [line.slice(0, at), Number(line.slice(at))];
			}),
	);
}

test("a token with the right to read gets every series, in Prometheus' format", async () => {
	const { secret } = await issueToken(await stage.person(["viewer"]), {
		name: "prometheus",
		scopes: ["read"],
	});
	const values = await valuesOf(await withToken(secret));
	const names = [...values.keys()].map((key) => key.split("{")[0]);
	expect(names).toEqual(expect.arrayContaining(SERIES));
	expect(values.get("signalbox_workers_alive")).toBe(1);
	expect(values.get('signalbox_mode{mode="simulation"}')).toBe(1);
	expect(values.get('signalbox_mode{mode="live"}')).toBe(0);
});

test("nobody in particular is answered on this machine alone", async () => {
	expect((await valuesOf(await scrape("127.0.0.1"))).size).toBeGreaterThan(10);
	expect((await scrape("203.0.113.7")).status).toBe(401);
	const passedOn = { "x-forwarded-for": "203.0.113.7" };
	expect((await scrape("127.0.0.1", passedOn)).status).toBe(401);
});

test("a bad token is refused, on this machine too", async () => {
	const person = await stage.person(["viewer"]);
	const issued = await issueToken(person, { name: "old", scopes: ["read"] });
	await revokeToken(person, { tokenId: issued.tokenId });
	for (const secret of [issued.secret, "sbx_nonsense", "nonsense"])
		for (const from of ["203.0.113.7", "127.0.0.1"]) {
			const refused = await withToken(secret, from);
			expect(refused.status).toBe(401);
			expect(await refused.text()).not.toMatch(/signalbox_|sbx_|nonsense/);
		}
});

test("no secret and no name is among the numbers", async () => {
	const name = "Mara Muster";
	const person = await stage.person(["admin"], { name });
	const { secret } = await issueToken(person, {
		name: "canary",
		scopes: ["read"],
	});
	const text = await (await withToken(secret)).text();
	const { password, host } = new URL(stage.urls.appUrl);
	const known = [secret, "canary", name, "IGAA-test-token", host];
	for (const canary of [...known, ...(password ? [password] : [])])
		expect(text).not.toContain(canary);
});
