import { existsSync } from "node:fs";

/** Loads `.env` of the working directory; what the environment has already wins. */
export function loadEnvFile(): void {
	if (existsSync(".env")) process.loadEnvFile(".env");
}
