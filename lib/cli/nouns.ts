import type { Command } from "commander";
import { addAccountCommands } from "./accounts";
import type { RunAlone } from "./alone";
import { addAuditCommands } from "./audit";
import { addChecklistCommands } from "./checklist";
import { addClockCommands } from "./clock";
import { addCostCommands } from "./costs";
import { addGovernanceCommands } from "./governance";
import { addHealthCommands } from "./health";
import { addImportCommands } from "./import";
import { addIncidentCommands } from "./incidents";
import { addKpiCommands } from "./kpi";
import { addLearningCommands } from "./learning";
import { addModerationCommands } from "./moderation";
import { addPipelineCommands } from "./pipeline";
import { addPostCommands } from "./posts";
import { addPriceCommands } from "./prices";
import type { Run } from "./session";
import { addSignOffCommands } from "./signoff";
import { addSourceCommands } from "./sources";
import { addStrategyRefresh } from "./strategy-refresh";
import { addUserCommands } from "./users";

/** Every command of `ops`, in the order of its help. */
export function addNouns(program: Command, run: Run, runAlone: RunAlone): void {
	const adders = [
		addHealthCommands,
		addPipelineCommands,
		addStrategyRefresh,
		addPostCommands,
		addKpiCommands,
		addLearningCommands,
		addCostCommands,
		addPriceCommands,
		addModerationCommands,
		addChecklistCommands,
		addSignOffCommands,
		addIncidentCommands,
		addGovernanceCommands,
		addAuditCommands,
		addUserCommands,
		addAccountCommands,
		addSourceCommands,
		addImportCommands,
		addClockCommands,
	];
	for (const add of adders) add(program, run, runAlone);
}
