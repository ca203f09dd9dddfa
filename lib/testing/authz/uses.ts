import { row } from "./row";

/**
 * What actions, routes and verbs call that is no command itself: use cases around commands, and views. On an account that
 * is not theirs others are refused; `hidden` is told that there is none.
 */
export const USES = [
	row("accounts/connectAccount", "account:manage", "account", "hidden"),
	row("audit/downloadAudit", "audit:export", "all"),
	row("audit/exportAudit", "audit:export", "all"),
	row("audit/listAudit", "read", "any"),
	row("audit/verifyDatabase", "read", "any"),
	row("checklists/confirmItem", "checklist:confirm", "account"),
	row("governance/readGovernance", "read", "any"),
	row("governance/readMode", "read", "any"),
	row("incidents/readIncidentList", "read", "any"),
	row("incidents/readIncidentPage", "read", "account", "hidden"),
	row("incidents/readLeaving", "people:manage", "all"),
	row("insights/readKpiPage", "read", "account"),
	row("jobs/listWorkers", "read", "any"),
	row("jobs/readIdleness", "read", "any"),
	row("jobs/readHealth", "read", "any"),
	row("jobs/readTrace", "read", "any"),
	row("notifications/testChannel", "integration:manage", "all"),
	row("pipeline/readRunList", "read", "any"),
	row("pipeline/readRunPage", "read", "account"),
	row("pipeline/readSourcePage", "read", "any"),
	row("pipeline/refillQueue", "run:start", "account", "hidden"),
	row("pipeline/resumeFailedRuns", "run:start", "account"),
	row("publishing/editPost", "post:edit", "account"),
	row("publishing/exportDecision", "audit:export", "account"),
	row("publishing/previewLift", "read", "account"),
	row("publishing/readLocalSlot", "read", "account"),
	row("publishing/readPostPanel", "read", "account"),
	row("publishing/readQueuePage", "read", "account"),
	row("signoff/readToday", "read", "account"),
];

/** Open to everybody: signing in and out, one's own password, the picture of a post, the status alone. */
export const FOR_EVERYBODY: readonly string[] = [
	"signIn",
	"signInDemo",
	"signOut",
	"changePassword",
	"reauthenticate",
	"readMedia",
	"readHealthStatus",
	"demandRead",
];
