import { inheritedEnvironment } from "@/lib/env";
import { loadEnvFile } from "@/lib/supervisor/host/env-file";
import { runOps } from "./run-ops";

loadEnvFile();
process.exitCode = await runOps(process.argv.slice(2), {
	env: inheritedEnvironment(),
	stdout: (text) => void process.stdout.write(text),
	stderr: (text) => void process.stderr.write(text),
});
