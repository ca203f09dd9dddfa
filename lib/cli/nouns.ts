import type { Command } from "commander";
import { addAuditCommands } from "@/lib/cli/audit/audit";
import { addChecklistCommands } from "@/lib/cli/day/checklist";
import { addHealthCommands } from "@/lib/cli/day/health";
import { addIncidentCommands } from "@/lib/cli/day/incidents";
import { addKpiCommands } from "@/lib/cli/day/kpi";
import { addSignOffCommands } from "@/lib/cli/day/signoff";
import { addGovernanceCommands } from "@/lib/cli/governance/governance";
import { addClockCommands } from "@/lib/cli/host/clock";
import { addCostCommands } from "@/lib/cli/learning/costs";
import { addImportCommands } from "@/lib/cli/learning/import";
import { addModerationCommands } from "@/lib/cli/learning/moderation";
import { addPriceCommands } from "@/lib/cli/learning/prices";
import { addLearningCommands } from "@/lib/cli/learning/template-rank";
import { addAccountCommands } from "@/lib/cli/people/accounts";
import { addUserCommands } from "@/lib/cli/people/users";
import { addPipelineCommands } from "@/lib/cli/pipeline/pipeline";
import { addSourceCommands } from "@/lib/cli/pipeline/sources";
import { addStrategyRefresh } from "@/lib/cli/pipeline/strategy-refresh";
import { addPostCommands } from "@/lib/cli/posts/posts";
import type { RunAlone } from "@/lib/cli/shell/alone";
import type { RunCommand } from "@/lib/cli/shell/session";

/** Every command of `ops`, in the order of its help. */
export function addNouns(
	program: Command,
	run: RunCommand,
	runAlone: RunAlone,
): void {
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
