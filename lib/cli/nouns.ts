import type { Command } from "commander";
import type { RunAlone } from "@/lib/cli/shell/alone";
import type { RunCommand } from "@/lib/cli/shell/session";

type Add = (program: Command, run: RunCommand, runAlone: RunAlone) => void;

/** A file of commands, loaded when one of its words is asked for; what `ops --help` shows of each word. */
type Noun = {
	words: Readonly<Record<string, string>>;
	load: () => Promise<Add>;
};

/** Every command of `ops`, in the order of its help. */
export const NOUNS: readonly Noun[] = [
	{
		words: {
			"health-check":
				"database, workers, queue, posts due, collectors, tokens, rate limits; exit 1 when degraded",
		},
		load: async () => (await import("./day/health")).addHealthCommands,
	},
	{
		words: {
			"enqueue-daily":
				"enqueue one pipeline run; once per account, topic and local day",
			"run-worker":
				"take the oldest unfinished run of a topic, or a new one, to its end, here and now",
			"refill-queue":
				"fill empty slots up to the plan; without a living worker here and now",
			run: "pipeline runs",
		},
		load: async () => (await import("./pipeline/pipeline")).addPipelineCommands,
	},
	{
		words: {
			"strategy-refresh":
				"read every trend source now, and renew each account's backlog of hypotheses",
		},
		load: async () =>
			(await import("./pipeline/strategy-refresh")).addStrategyRefresh,
	},
	{
		words: {
			posts: "planned posts",
			"replay-failed":
				"retry failed publish tasks; twice replays nothing twice",
		},
		load: async () => (await import("./posts/posts")).addPostCommands,
	},
	{
		words: {
			"kpi-report": "KPI snapshot: totals, per post, anomaly flags",
		},
		load: async () => (await import("./day/kpi")).addKpiCommands,
	},
	{
		words: {
			"template-rank":
				"rank templates by what their posts reached; --apply promotes and retires",
		},
		load: async () =>
			(await import("./learning/template-rank")).addLearningCommands,
	},
	{
		words: {
			"cost-report":
				"tokens, rendering and storage: what was used and what it cost",
		},
		load: async () => (await import("./learning/costs")).addCostCommands,
	},
	{
		words: {
			prices: "what tokens, rendering … cost",
		},
		load: async () => (await import("./learning/prices")).addPriceCommands,
	},
	{
		words: {
			moderation: "what posts are judged by",
		},
		load: async () =>
			(await import("./learning/moderation")).addModerationCommands,
	},
	{
		words: {
			checklist: "the daily checklist",
		},
		load: async () => (await import("./day/checklist")).addChecklistCommands,
	},
	{
		words: {
			signoff: "sign the account's day off, or say what blocks it",
		},
		load: async () => (await import("./day/signoff")).addSignOffCommands,
	},
	{
		words: {
			incidents: "incidents",
		},
		load: async () => (await import("./day/incidents")).addIncidentCommands,
	},
	{
		words: {
			governance:
				"approval windows, signals, halts, policy holds, break-glass and budgets",
		},
		load: async () =>
			(await import("./governance/governance")).addGovernanceCommands,
	},
	{
		words: {
			"audit-verify":
				"verify the audit chain, in the database or from an export",
			trace:
				"show what one trace left: operations, audit events, gate decisions and log lines",
			"audit-export":
				"write the audit chain to a file, closed by a signed checkpoint",
		},
		load: async () => (await import("./audit/audit")).addAuditCommands,
	},
	{
		words: {
			users: "people and their roles",
		},
		load: async () => (await import("./people/users")).addUserCommands,
	},
	{
		words: {
			accounts: "Instagram accounts",
		},
		load: async () => (await import("./people/accounts")).addAccountCommands,
	},
	{
		words: {
			sources: "trend sources",
		},
		load: async () => (await import("./pipeline/sources")).addSourceCommands,
	},
	{
		words: {
			import: "take over what happened elsewhere",
		},
		load: async () => (await import("./learning/import")).addImportCommands,
	},
	{
		words: {
			clock: "the test clock",
		},
		load: async () => (await import("./host/clock")).addClockCommands,
	},
];

/** Adds the commands of one word in full, and of every other word only its line in the help. */
export async function addNouns(
	program: Command,
	word: string | undefined,
	{ run, runAlone }: { run: RunCommand; runAlone: RunAlone },
): Promise<void> {
	for (const { words, load } of NOUNS) {
		if (word !== undefined && word in words) {
			const add = await load();
			add(program, run, runAlone);
			continue;
		}
		for (const [name, about] of Object.entries(words))
			program.command(name).description(about);
	}
}
