import type { Command } from "commander";
import { addAccountCommands } from "./accounts";
import { addAuditCommands } from "./audit";
import { addClockCommands } from "./clock";
import { addCostCommands } from "./costs";
import { addGovernanceCommands } from "./governance";
import type { Run } from "./session";
import { addUserCommands } from "./users";

/** Every command of `ops`, in the order of its help. */
export function addNouns(program: Command, run: Run): void {
	const adders = [
		addCostCommands,
		addAuditCommands,
		addUserCommands,
		addAccountCommands,
		addGovernanceCommands,
		addClockCommands,
	];
	for (const add of adders) add(program, run);
}
