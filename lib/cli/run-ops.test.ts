import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { NOUNS } from "./nouns";
import { runOps } from "./run-ops";

async function told(words: readonly string[]) {
	const said = { stdout: "", stderr: "" };
	const code = await runOps(words, {
		env: {},
		stdout: (text) => {
			said.stdout += text;
		},
		stderr: (text) => {
			said.stderr += text;
		},
	});
	return { code, ...said };
}

/** Names and flags that people's scripts rely on. */
const CONTRACT: [command: string, ...flags: string[]][] = [
	["health-check"],
	["enqueue-daily", "--topic", "--new", "--account"],
	["run-worker", "--topic", "--new", "--account"],
	["refill-queue", "--window-hours"],
	["replay-failed", "--since-hours"],
	["kpi-report", "--period", "--window", "--platform"],
	["template-rank", "--period", "--apply"],
	["strategy-refresh"],
	["cost-report", "--period"],
	["moderation show", "--out"],
	["moderation activate", "<file>"],
	["prices list"],
	["prices set", "<sku>", "--price", "--currency", "--from"],
	["audit-verify", "[file]", "--key"],
	["audit-export", "--out"],
	["trace", "<id>", "--log"],
	["import posts", "<file>"],
	["signoff", "--account"],
	["users add", "--email", "--role", "--token", "--scope"],
	["accounts add", "--handle", "--time-zone", "--slots"],
	["accounts connect", "--account", "--token"],
	["sources add", "<location>"],
	["sources list"],
	["governance request", "--reason", "--minutes", "--post-cap"],
	["governance grant", "--window", "--signal"],
	["governance revoke", "--window", "--signal", "--reason"],
	["governance close", "--window", "--reason"],
	["governance halt", "--reason", "--account", "--kind"],
	["governance resume", "--halt", "--reason", "--missed", "--spacing-minutes"],
	["governance status"],
	["governance explain", "--with-environment", "--account", "--post"],
	["posts list", "--account"],
	["posts show", "<post>"],
	["posts edit", "<post>", "--caption"],
	["posts approve", "<post>"],
	["posts reject", "<post>", "--reason"],
	["posts hold", "<post>", "--reason"],
	["posts reschedule", "<post>", "--at"],
	["posts requeue", "<post>", "--at"],
	["posts publish-next", "<post>"],
	["posts resolve", "<post>", "--outcome", "--media-id", "--reason"],
	["posts quarantine", "<post>", "--reason"],
	["posts unquarantine", "<post>", "--reason"],
	["run resume", "<run>"],
	["incidents list"],
	["incidents open", "--title", "--severity"],
	["incidents ack", "<incident>"],
	["incidents assign", "<incident>", "--to"],
	["incidents eta", "<incident>", "--at", "--reason"],
	["incidents resolve", "<incident>", "--reason"],
	["checklist show", "--day"],
	["checklist confirm", "--item", "--note"],
	["clock advance", "<duration>"],
];

describe("help", () => {
	test.each(CONTRACT)(
		"of %s shows its flags and an example",
		async (...row) => {
			const [command, ...flags] = row;
			const { code, stdout, stderr } = await told([
				...command.split(" "),
				"--help",
			]);
			expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
			expect(stdout).toContain(`Example:\n  ops ${command}`);
			for (const flag of [...flags, "--output <format>"])
				expect(stdout).toContain(flag);
		},
	);

	test("of ops itself lists the commands, with examples", async () => {
		const { code, stdout } = await told(["--help"]);
		expect(code).toBe(0);
		for (const [command] of CONTRACT)
			expect(stdout).toContain(command.split(" ")[0]);
		expect(stdout).toContain("ops health-check");
	});
});

describe("bad usage", () => {
	test("is 2 and goes to stderr", async () => {
		const { code, stdout, stderr } = await told(["publish-everything"]);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toContain("unknown command 'publish-everything'");
	});

	test("is one JSON object on stdout when JSON was asked for", async () => {
		const { code, stdout } = await told(["run-worker", "--output=json"]);
		expect(code).toBe(2);
		expect(JSON.parse(stdout)).toEqual({
			ok: false,
			code: "bad_input",
			message: expect.stringContaining("--topic"),
		});
	});

	test.each([
		"posts show abc",
		"posts edit abc --caption x",
		"governance explain --post abc",
		"governance decision abc",
		"run resume abc",
	])("is also %s: that is no id", async (words) => {
		const { code, stderr } = await told(words.split(" "));
		expect(code).toBe(2);
		expect(stderr).toContain("an id is written like 01990000-");
	});

	test("is also no command at all", async () => {
		expect((await told([])).code).toBe(2);
	});

	test("is also an environment that makes no sense", async () => {
		const said: string[] = [];
		const code = await runOps(["health-check"], {
			env: { PORT: "many" },
			stdout: (text) => void said.push(text),
			stderr: (text) => void said.push(text),
		});
		expect(code).toBe(2);
		expect(said.join("")).toContain("PORT");
	});
});

test("the help that loads nothing says of every word what its command says", async () => {
	const nothing = async () => {};
	for (const { words, load } of NOUNS) {
		const program = new Command("ops");
		(await load())(program, nothing, nothing);
		const loaded = program.commands.map((one) => [
			one.name(),
			one.description(),
		]);
		expect(words).toEqual(Object.fromEntries(loaded));
	}
});
