// `npm run web|worker|emulator`: one program of `npm start` alone. It prepares what is missing first.
import { ensureBuilt, NotReady, prepareCommands, say } from "./prepare.mjs";
import { forwardSignals, runProgram } from "./run.mjs";

const [name, ...args] = process.argv.slice(2);

async function main() {
	forwardSignals();
	await prepareCommands(say);
	if (name === "web") await ensureBuilt();
	const { code, signal } = await runProgram(name, args);
	return signal ? 130 : code;
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`${name}: ${error.message}\n`);
	process.exitCode = error instanceof NotReady ? 2 : 1;
}
