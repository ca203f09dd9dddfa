import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// `prisma generate` runs no schema engine but insists on finding one: any existing file will do.
// Never run `migrate deploy` with it, it would exit 0 having applied nothing (lib/db/migrate/migrate.ts applies).
if (!process.env.PRISMA_SCHEMA_ENGINE_BINARY) {
	const placeholder = fileURLToPath(import.meta.url);
	if (existsSync(placeholder))
		process.env.PRISMA_SCHEMA_ENGINE_BINARY = placeholder;
}

export default defineConfig({
	schema: "prisma/schema.prisma",
	migrations: { path: "prisma/migrations" },
	datasource: {
		url: process.env.DATABASE_URL ?? "postgresql://unset@127.0.0.1/unset",
	},
});
