// `npm run ops`: installs, generates and bundles what is missing, then runs the command. Only the command writes to stdout.
import { NotReady, prepareCommands } from "./prepare.mjs";
import { forwardSignals, runProgram } from "./run.mjs";

async function main() {
	forwardSignals();
	await prepareCommands((line) => process.stderr.write(`${line}\n`));
	const { code, signal } = await runProgram("ops", process.argv.slice(2));
	return signal ? 130 : code;
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`ops: ${error.message}\n`);
	process.exitCode = error instanceof NotReady ? 2 : 1;
}
