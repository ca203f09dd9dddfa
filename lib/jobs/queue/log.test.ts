import { expect, test } from "vitest";
import { createLog } from "./log";

test("secrets never reach the log", () => {
	const lines: string[] = [];
	const log = createLog("worker", { write: (line) => lines.push(line) });
	log.info(
		{
			token: "canary-1",
			account: { accessToken: "canary-2", password: "canary-3" },
			request: { authorization: "canary-4", access_token: "canary-5" },
		},
		"asked",
	);
	expect(lines).toHaveLength(1);
	expect(lines[0]).not.toContain("canary");
	expect(lines[0]).toContain("[redacted]");
});
