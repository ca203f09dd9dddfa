// `npm run build`: the bundles of the programs and the web application, where their sources changed.
import {
	checkNode,
	ensureBuilt,
	ensureBundled,
	ensureGenerated,
	ensureInstalled,
	NotReady,
} from "./prepare.mjs";
import { forwardSignals } from "./run.mjs";

try {
	checkNode();
	forwardSignals();
	await ensureInstalled();
	await ensureGenerated();
	await ensureBundled();
	await ensureBuilt();
} catch (error) {
	process.stderr.write(`build: ${error.message}\n`);
	process.exitCode = error instanceof NotReady ? 2 : 1;
}
