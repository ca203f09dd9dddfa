import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inheritedEnvironment } from "@/lib/env";
import { checkDemoHost } from "@/lib/people/demo/host";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.drop());

const setDemo = (demo: boolean) =>
	world.owner.setting.update({ where: { id: 1 }, data: { demo } });

/** `npm run web`, as somebody runs it by hand where others reach it. */
async function serve(env: Record<string, string>) {
	const child = spawn(
		process.execPath,
		["--import", "tsx", "lib/supervisor/web.ts"],
		{
			env: {
				...inheritedEnvironment(),
				NODE_ENV: "production",
				...{ HOST: "0.0.0.0", PORT: "1" },
				...{ SIGNALBOX_DEMO: "", DATABASE_URL: "" },
				...env,
			},
			stdio: ["ignore", "ignore", "pipe"],
		},
	);
	const [stderr, [code]] = await Promise.all([
		text(child.stderr),
		once(child, "exit"),
	]);
	return { code, stderr };
}

test("a demo database is not served where others reach it, without the demo's own setting too", async () => {
	await setDemo(true);
	expect(
		await serve({ DATABASE_URL: world.urls.appUrl, NEXTAUTH_SECRET: "x" }),
	).toEqual({
		code: 2,
		stderr:
			"web: the database is in demo mode and HOST 0.0.0.0 is not on this machine: set HOST=127.0.0.1, or start it with SIGNALBOX_DEMO=off to use it for real\n",
	});
	await checkDemoHost(world.db, { HOST: "127.0.0.1" });
	const proxied = { HOST: "::1", NEXTAUTH_URL: "https://room.example.org" };
	await expect(checkDemoHost(world.db, proxied)).rejects.toThrow(
		"NEXTAUTH_URL https://room.example.org is not on this machine: unset it",
	);
	await setDemo(false);
	await checkDemoHost(world.db, { HOST: "0.0.0.0" });
	await checkDemoHost(world.db, proxied);
});

test("what it lacks is said in one line, wherever it listens", async () => {
	for (const HOST of ["127.0.0.1", "0.0.0.0"])
		expect(await serve({ HOST, NEXTAUTH_SECRET: "" })).toEqual({
			code: 2,
			stderr:
				"web: DATABASE_URL and NEXTAUTH_SECRET must be set (npm start sets them)\n",
		});
});
