// Bundles every program that production runs into .build, source maps kept; packages stay in node_modules.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { BUNDLES, ROOT } from "./run.mjs";

await build({
	absWorkingDir: ROOT,
	// Where the source of each program begins.
	entryPoints: JSON.parse(
		readFileSync(new URL("programs.json", import.meta.url), "utf8"),
	),
	outdir: BUNDLES,
	bundle: true,
	packages: "external",
	platform: "node",
	format: "esm",
	target: "node20.19",
	// What only one command of `ops` needs is loaded when it runs.
	splitting: true,
	chunkNames: "chunks/[name]-[hash]",
	sourcemap: true,
	// The sources are in the checkout.
	sourcesContent: false,
	logLevel: "warning",
});
