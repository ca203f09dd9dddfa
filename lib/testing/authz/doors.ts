import { columns, words } from "./columns";

/** What each server action calls, file by file under app/. */
const ACTIONS = `
action                                    | calls
(ops)/haltAction                          | setHalt
(ops)/audit/verifyAction                  | verifyDatabase
(ops)/governance/requestWindowAction      | requestWindow
(ops)/governance/grantSignalAction        | grantSignal
(ops)/governance/revokeGrantAction        | revokeGrant
(ops)/governance/closeWindowAction        | closeWindow
(ops)/governance/withdrawWindowAction     | withdrawWindow
(ops)/governance/liftHaltAction           | liftHalt
(ops)/governance/setHoldAction            | setHold
(ops)/governance/guarded-actions/grantSignalsAction   | grantSignal
(ops)/governance/guarded-actions/breakGlassAction     | breakGlass
(ops)/governance/guarded-actions/reviewGlassAction    | reviewGlass
(ops)/governance/guarded-actions/requestHoldEndAction | requestHoldEnd
(ops)/governance/guarded-actions/confirmHoldEndAction | confirmHoldEnd
(ops)/governance/guarded-actions/declineHoldEndAction | declineHoldEnd
(ops)/incidents/openIncidentAction        | openByHand
(ops)/incidents/acknowledgeAction         | acknowledgeIncident
(ops)/incidents/assignAction              | assignIncident
(ops)/incidents/setEtaAction              | setIncidentEta
(ops)/incidents/setSeverityAction         | setIncidentSeverity
(ops)/incidents/mitigateAction            | mitigateIncident
(ops)/incidents/resolveAction             | resolveIncident
(ops)/incidents/closeAction               | closeIncident
(ops)/incidents/cancelAction              | cancelIncident
(ops)/incidents/noteAction                | noteIncident
(ops)/pipeline/startRunAction             | startRun
(ops)/pipeline/resumeRunAction            | resumeRun
(ops)/pipeline/cancelRunAction            | cancelRun
(ops)/pipeline/rerunStageAction           | rerunStage
(ops)/pipeline/addSourceAction            | addSource
(ops)/pipeline/updateSourceAction         | updateSource
(ops)/pipeline/refreshSourcesAction       | askSourceRefresh
(ops)/queue/approveAction                 | approvePost
(ops)/queue/approveManyAction             | approvePosts
(ops)/queue/rejectAction                  | rejectPost
(ops)/queue/rejectManyAction              | rejectPosts
(ops)/queue/editAction                    | editPost
(ops)/queue/holdAction                    | holdPost
(ops)/queue/holdManyAction                | holdPosts
(ops)/queue/releaseAction                 | releasePost
(ops)/queue/rescheduleAction              | readLocalSlot reschedulePost
(ops)/queue/requeueAction                 | readLocalSlot requeuePost
(ops)/queue/publishNextAction             | publishNext
(ops)/queue/resolveAction                 | resolveUnknown
(ops)/queue/quarantineAction              | quarantinePost
(ops)/queue/liftQuarantineAction          | liftQuarantine
(ops)/queue/refillAction                  | refillQueue
(ops)/settings/addPersonAction            | addPerson
(ops)/settings/leavePersonAction          | leavePerson
(ops)/settings/enablePersonAction         | enablePerson
(ops)/settings/grantRoleAction            | grantRole
(ops)/settings/revokeRoleAction           | revokeRole
(ops)/settings/addAccountAction           | addAccount
(ops)/settings/updateAccountAction        | updateAccount
(ops)/settings/connectAccountAction       | connectAccount
(ops)/settings/pauseAccountAction         | pauseAccount
(ops)/settings/resumeAccountAction        | resumeAccount
(ops)/settings/requestAutoCleanAction     | requestAutoClean
(ops)/settings/confirmAutoCleanAction     | confirmAutoClean
(ops)/settings/declineAutoCleanAction     | declineAutoClean
(ops)/settings/switchAutoCleanOffAction   | switchAutoCleanOff
(ops)/settings/setChannelAction           | setChannel
(ops)/settings/testChannelAction          | testChannel
(ops)/settings/issueTokenAction           | issueToken
(ops)/settings/revokeTokenAction          | revokeToken
(ops)/signoff/postSummaryAction           | postSummary
(ops)/signoff/signDayAction               | signDay
(ops)/today/confirmItemAction             | confirmItem
(ops)/today/replayFailedAction            | replayFailed
(ops)/today/resumeFailedAction            | resumeFailedRuns
(ops)/today/refillQueueAction             | refillQueue
(ops)/today/collectAction                 | askCollection
(ops)/weekly/refreshHypothesesAction      | refreshHypotheses
(ops)/weekly/decideHypothesisAction       | decideHypothesis
(auth)/sign-in/signInAction               | signIn
(auth)/sign-in/signInDemoAction           | signInDemo
(auth)/sign-in/signOutAction              | signOut
(auth)/sign-in/reauthenticateAction       | reauthenticate
(auth)/sign-in/changePasswordAction       | changePassword
`;

/** Every route with what it reads or does, and whom it answers. */
const ROUTES = `
route                                | calls                       | answers
GET /api/audit                       | listAudit                   | read
POST /api/audit/export               | downloadAudit               | audit:export
GET /api/auth/[...nextauth]          |                             | everybody
POST /api/auth/[...nextauth]         |                             | everybody
POST /api/decisions/[id]/export       | exportDecision              | audit:export
GET /api/events                      | demandRead                  | read
GET /api/governance                  | readGovernance              | read
GET /api/governance/halts/[haltId]   | previewLift                 | read
GET /api/health                      | readHealth readHealthStatus | everybody
GET /api/incidents                   | readIncidentList            | read
GET /api/incidents/[number]          | readIncidentPage            | read
GET /api/kpis                        | readKpiPage                 | read
GET /api/metrics                     | demandRead                  | read
GET /api/mode                        | readMode                    | read
GET /api/people/[personId]           | readLeaving                 | people:manage
GET /api/pipeline/idleness           | readIdleness                | read
GET /api/pipeline/runs               | readRunList                 | read
GET /api/pipeline/runs/[runId]       | readRunPage                 | read
GET /api/pipeline/sources            | readSourcePage              | read
GET /api/pipeline/workers            | listWorkers                 | read
GET /api/queue                       | readQueuePage               | read
GET /api/queue/posts/[postId]        | readPostPanel               | read
GET /api/today                       | readToday                   | read
GET /demo/feeds/[name]               |                             | everybody
GET /media/[sha256]                  | readMedia                   | everybody
`;

/** Every page; `read` sends whoever is not signed in to the sign-in page. */
const PAGES = `
page                  | answers
/                     | read
/audit                | read
/decisions/[id]       | read
/governance           | read
/incidents            | read
/incidents/[number]   | read
/kpis                 | read
/pipeline             | read
/pipeline/[runId]     | read
/queue                | read
/settings             | read
/sign-in              | everybody
/sign-in/password     | everybody
/signoff              | read
/today                | read
/weekly               | read
`;

/** Every verb of `ops`, with what it calls of the matrix. */
const VERBS = `
verb                  | calls
health-check          | readHealth
enqueue-daily         | startRun
run-worker            | startRun resumeRun
refill-queue          | refillQueue readIdleness listWorkers
run resume            | resumeRun
strategy-refresh      | saveReadings refreshHypotheses
posts list            |
posts show            |
posts edit            | editPost
posts resolve         | resolveUnknown
posts quarantine      | quarantinePost
posts unquarantine    | liftQuarantine
posts approve         | approvePost
posts reject          | rejectPost
posts hold            | holdPost
posts release         | releasePost
posts publish-next    | publishNext
posts reschedule      | reschedulePost
posts requeue         | requeuePost
replay-failed         | replayFailed
kpi-report            |
template-rank         | applyRanking
cost-report           |
prices list           |
prices set            | setPrice
moderation show       |
moderation activate   | activateModerationRules
checklist show        |
checklist confirm     | confirmItem
signoff               | postSummary signDay
incidents list        |
incidents open        | openIncident
incidents ack         | acknowledgeIncident
incidents assign      | assignIncident
incidents eta         | setIncidentEta
incidents resolve     | resolveIncident
governance request    | requestWindow
governance close      | closeWindow
governance grant      | grantSignal
governance revoke     | revokeGrant
governance halt       | setHalt
governance resume     | liftHalt
governance status     | readMode
governance explain    |
governance withdraw   | withdrawWindow
governance hold set   | setHold
governance hold end-sooner | requestHoldEnd
governance hold confirm | confirmHoldEnd
governance hold decline | declineHoldEnd
governance break-glass | breakGlass
governance review-glass | reviewGlass
governance budget     | setPublishBudget
governance decision   | exportDecision
audit-verify          | verifyDatabase
audit-export          | exportAudit
users add             | addPerson grantRole issueTokenFor
users list            |
users disable         | leavePerson
accounts add          | addAccount
accounts connect      | connectAccount
accounts auto-clean   | requestAutoClean confirmAutoClean declineAutoClean switchAutoCleanOff
accounts list         |
sources add           | addSource
sources list          |
import posts          | importPosts
clock advance         | advanceClock
`;

export type DoorRow = { name: string; calls: string[]; answers: string };

const doors = (table: string): DoorRow[] =>
	columns(table).map(([name = "", calls, answers = ""]) => ({
		name,
		calls: words(calls),
		answers,
	}));

export const ACTION_DOORS = doors(ACTIONS);
export const ROUTE_DOORS = doors(ROUTES);
export const PAGE_DOORS = columns(PAGES).map(([name = "", answers = ""]) => ({
	name,
	answers,
}));
export const VERB_DOORS = doors(VERBS);
