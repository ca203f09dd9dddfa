import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)) };

export default defineConfig({
	test: {
		projects: [
			{
				resolve: { alias },
				test: {
					name: "unit",
					include: ["**/*.test.ts"],
					exclude: ["**/*.db.test.ts", "**/node_modules/**"],
					// They take milliseconds; a machine with much else to do gets its time.
					testTimeout: 30_000,
				},
			},
			{
				resolve: { alias },
				test: {
					name: "db",
					include: ["**/*.db.test.ts"],
					exclude: ["**/node_modules/**"],
					globalSetup: "lib/db/testing/server.ts",
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
		],
	},
});
