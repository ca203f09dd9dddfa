// `npm run dev`: the whole demo from its sources, on data of its own; processes restart when one changes.
import { checkAddress, loadDotEnv } from "./address.mjs";
import {
	checkNode,
	ensureGenerated,
	ensureInstalled,
	NotReady,
} from "./prepare.mjs";
import { forwardSignals, run } from "./run.mjs";

async function main() {
	checkNode();
	forwardSignals();
	loadDotEnv();
	Object.assign(process.env, {
		SIGNALBOX_DEV: "on",
		SIGNALBOX_DEMO: "on",
		SIGNALBOX_DATA_DIR: process.env.SIGNALBOX_DEV_DATA_DIR || ".data-dev",
	});
	await checkAddress();
	await ensureInstalled();
	await ensureGenerated();
	const { code, signal } = await run(
		process.execPath,
		["--import", "tsx", "lib/supervisor/main.ts"],
		{ env: { SIGNALBOX_SUPERVISED: "1" } },
	);
	if (signal) throw new Error(`the supervisor was ended by ${signal}`);
	return code;
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`dev: ${error.message}\n`);
	process.exitCode = error instanceof NotReady ? 2 : 1;
}
