// `npm start`: installs, generates and builds what is missing, then runs main.ts.
import { checkAddress, loadDotEnv } from "./address.mjs";
import {
	checkNode,
	ensureBuilt,
	ensureBundled,
	ensureGenerated,
	ensureInstalled,
	NotReady,
} from "./prepare.mjs";
import { forwardSignals, runProgram } from "./run.mjs";

async function main() {
	checkNode();
	forwardSignals();
	loadDotEnv();
	await checkAddress();
	await ensureInstalled();
	await ensureGenerated();
	await ensureBundled();
	await ensureBuilt();
	const { code, signal } = await runProgram("supervisor", [], {
		env: { SIGNALBOX_SUPERVISED: "1" },
	});
	if (signal) throw new Error(`the supervisor was ended by ${signal}`);
	return code;
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`signalbox: ${error.message}\n`);
	process.exitCode = error instanceof NotReady ? 2 : 1;
}
