import { columns, words } from "./columns";
import { type Holders, holdersOf } from "./permissions";

/**
 * Every command, by room and name; a second word tells its cases apart. Where: on the `account` that it acts upon,
 * on `all` of them, or with a role on `any`. `setup` and `person` are the only kind of actor it then takes.
 */
const TABLE = `
command                           | permission            | where   |
accounts/addAccount               | account:manage        | all     |
accounts/confirmAutoClean         | policy:set            | account |
accounts/declineAutoClean         | policy:tighten        | account |
accounts/openBreaker              | post:publish          | account |
accounts/pauseAccount             | account:manage        | account |
accounts/recordConnectionCheck    | account:manage        | account |
accounts/recordTokenCheck         | post:publish          | account |
accounts/renewToken               | post:publish          | account |
accounts/requestAutoClean         | policy:set            | account |
accounts/resumeAccount            | account:manage        | account |
accounts/saveToken                | account:manage        | account |
accounts/switchAutoCleanOff       | policy:tighten        | account |
accounts/updateAccount            | account:manage        | account |
audit/recordExport                | audit:export          | all     |
checklists/endDay                 | signoff               | account |
checklists/openDay                | run:advance           | account |
checklists/recordConfirmation     | checklist:confirm     | account |
content/activateModerationRules   | moderation:manage     | all     |
content/activateStrategy          | strategy:manage       | all     |
content/addTemplate               | strategy:manage       | all     |
content/flagModeration            | run:advance           | account |
content/quarantineMedia           | quarantine:set        | account |
content/recordAsset               | run:advance           | account |
content/releaseMedia              | quarantine:lift       | account |
content/writeDefaults             | strategy:manage moderation:manage | all |
costs/setPrice                    | strategy:manage       | all     |
governance/breakGlass             | glass:break           | account |
governance/closeWindow            | window:close          | account |
governance/closeWindow global     | window:close          | all     |
governance/confirmHoldEnd         | hold:shorten          | account |
governance/declineHoldEnd         | hold:shorten          | account |
governance/grantSignal autonomous | grant:autonomous      | account |
governance/grantSignal approval   | grant:approval        | account |
governance/grantSignal governance | grant:approval        | account |
governance/grantSignal global     | grant:autonomous      | all     |
governance/endHalt operational    | halt:lift-operational | account |
governance/endHalt policy         | halt:lift-policy      | account |
governance/endHalt global         | halt:lift-operational | all     |
governance/recordDecision         | post:publish          | account |
governance/recordExpiry           | post:publish          | any     |
governance/requestHoldEnd         | hold:shorten          | account |
governance/requestWindow          | window:request        | account |
governance/requestWindow global   | window:request        | all     |
governance/reviewGlass            | glass:review          | account |
governance/revokeGrant            | window:close          | account |
governance/setHalt                | halt:set              | any     |
governance/setHalt global         | halt:set              | any     |
governance/setHold                | hold:set              | account |
governance/setHold global         | hold:set              | all     |
governance/setPublishBudget       | budget:set            | account |
governance/setPublishBudget raise | budget:raise          | account |
governance/withdrawWindow         | window:request        | account |
incidents/acknowledgeIncident     | incident:manage       | account |
incidents/assignIncident          | incident:manage       | account |
incidents/cancelIncident          | incident:manage       | account |
incidents/closeIncident           | incident:manage       | account |
incidents/leavePerson             | people:manage         | all     |
incidents/mitigateIncident        | incident:manage       | account |
incidents/noteIncident            | incident:manage       | account |
incidents/noteIncident global     | incident:manage       | any     |
incidents/openByHand              | incident:manage       | account |
incidents/openByHand global       | incident:manage       | any     |
incidents/openIncident            | incident:manage       | account |
incidents/resolveIncident         | incident:manage       | account |
incidents/setIncidentEta          | incident:manage       | account |
incidents/setIncidentSeverity     | incident:manage       | account |
incidents/stopAsRestored          | halt:set incident:manage | any  |
insights/importPosts              | run:start             | account |
jobs/advanceClock                 | clock:advance         | any     |
jobs/askCollection                | run:start             | account |
jobs/askSourceRefresh             | run:start             | any     |
jobs/noteClockOff                 | telemetry:write       | any     |
jobs/reapWorker                   | telemetry:write       | any     |
learning/applyRanking             | strategy:manage       | all     |
learning/decideHypothesis         | strategy:manage       | account |
learning/refreshHypotheses        | run:advance           | account |
notifications/disableChannel      | telemetry:write       | any     |
notifications/giveUpMessage       | telemetry:write       | any     |
notifications/recordChannelTest   | integration:manage    | all     |
notifications/recordCheckpoint    | telemetry:write       | any     |
notifications/recordDelivered     | telemetry:write       | any     |
notifications/setChannel          | integration:manage    | all     |
people/addDemoPerson              | people:manage         | all     | setup
people/addPerson                  | people:manage         | all     |
people/disableDemoPeople          | people:manage         | all     | setup
people/disablePerson              | people:manage         | all     |
people/enablePerson               | people:manage         | all     |
people/grantRole                  | people:manage         | account |
people/grantRole global           | people:manage         | all     |
people/issueToken                 | self:manage           | any     | person again
people/issueTokenFor              | people:manage         | all     |
people/revokeRole                 | people:manage         | account |
people/revokeRole global          | people:manage         | all     |
people/revokeToken                | read                  | any     |
people/writeSettings              | integration:manage    | all     |
pipeline/addSource                | source:manage         | account |
pipeline/addSource global         | source:manage         | all     |
pipeline/beginStage               | run:advance           | account |
pipeline/cancelRun                | run:start             | account |
pipeline/failStage                | run:advance           | account |
pipeline/rerunStage               | run:start             | account |
pipeline/resumeRun                | run:start             | account |
pipeline/saveReadings             | run:advance           | any     |
pipeline/saveStage                | run:advance           | account |
pipeline/startRefill              | run:start             | account | hidden
pipeline/startRun                 | run:start             | account |
pipeline/updateSource             | source:manage         | account |
pipeline/updateSource global      | source:manage         | all     |
publishing/approvePost            | post:decide           | account |
publishing/approvePosts           | post:decide           | account |
publishing/askAgain               | post:publish          | any     |
publishing/callPerson             | post:publish          | any     |
publishing/claimPost              | post:publish          | any     |
publishing/commitIntent           | post:publish          | any     |
publishing/doubtOrphan            | post:publish          | any     |
publishing/recordAttempt                 | post:publish          | any     |
publishing/enqueuePost            | run:advance           | account |
publishing/expirePost             | post:publish          | account |
publishing/holdPost               | post:edit             | account |
publishing/holdPosts              | post:edit             | account |
publishing/importPost             | run:start             | account |
publishing/liftHalt operational   | halt:lift-operational | account |
publishing/liftHalt policy        | halt:lift-policy      | account |
publishing/liftHalt global        | halt:lift-operational | all     |
publishing/liftQuarantine         | quarantine:lift       | account |
publishing/parkPost               | post:publish          | any     |
publishing/publishNext            | post:edit             | account |
publishing/quarantinePost         | quarantine:set        | account |
publishing/recordExport           | audit:export          | account | hidden
publishing/recordPublished        | post:publish          | any     |
publishing/rejectPost             | post:decide           | account |
publishing/rejectPosts            | post:decide           | account |
publishing/releasePost            | post:edit             | account |
publishing/replayFailed           | run:start             | account |
publishing/replayFailed global    | run:start             | any     |
publishing/remindApprovals        | post:publish          | account |
publishing/requeuePost            | post:edit             | account |
publishing/reschedulePost         | post:edit             | account |
publishing/resolveUnknown         | post:edit             | account |
publishing/saveContainer          | post:publish          | any     |
publishing/saveEdit               | post:edit             | account |
publishing/savePoll               | post:publish          | any     |
publishing/savePermalink          | post:publish          | any     |
signoff/postSummary               | checklist:confirm     | account |
signoff/signDay                   | signoff               | account |
`;

export type Where = "account" | "all" | "any";

export type Row = {
	/** Room and name, and the case where there are several. */
	id: string;
	/** Room and name. */
	act: string;
	/** Each of them is needed. */
	permissions: readonly string[];
	where: Where;
	/** On an account that is not theirs: refused, or told that it does not exist. */
	others: "forbidden" | "hidden";
	may: Holders;
	/** Not the guard alone decides: a refusal after it is not recorded. */
	narrowed: boolean;
};

export function toRow([id = "", permission = "", where, note = ""]: string[]) {
	const permissions = words(permission);
	return {
		id,
		act: id.split(" ")[0] ?? "",
		permissions,
		where: where as Where,
		others: note === "hidden" ? ("hidden" as const) : ("forbidden" as const),
		may: narrowed(holdersOf(permissions), note),
		narrowed: note !== "",
	};
}

function narrowed(holders: Holders, note: string): Holders {
	if (note === "setup")
		return { roles: [], services: ["setup"], scopes: [], again: false };
	return note.startsWith("person")
		? { ...holders, services: [], scopes: [], again: note.endsWith("again") }
		: holders;
}

export const COMMANDS: readonly Row[] = columns(TABLE).map(toRow);
