import { columns } from "./columns";
import { type Row, toRow } from "./table";

/**
 * What actions, routes and verbs call that is no command itself: use cases around commands, and views. On an account that
 * is not theirs others are refused; `hidden` is told that there is none.
 */
const TABLE = `
use                         | permission         | where   |
accounts/connectAccount     | account:manage     | account | hidden
audit/downloadAudit         | audit:export       | all     |
audit/exportAudit           | audit:export       | all     |
audit/listAudit             | read               | any     |
audit/verifyDatabase        | read               | any     |
checklists/confirmItem      | checklist:confirm  | account |
governance/readGovernance   | read               | any     |
governance/readMode         | read               | any     |
incidents/readIncidentList  | read               | any     |
incidents/readIncidentPage  | read               | account | hidden
incidents/readLeaving       | people:manage      | all     |
insights/readKpiPage        | read               | account |
jobs/listWorkers            | read               | any     |
jobs/readIdleness           | read               | any     |
jobs/readHealth             | read               | any     |
notifications/testChannel   | integration:manage | all     |
pipeline/readRunList        | read               | any     |
pipeline/readRunPage        | read               | account |
pipeline/readSourcePage     | read               | any     |
pipeline/refillQueue        | run:start          | account | hidden
pipeline/resumeFailedRuns   | run:start          | account |
publishing/editPost         | post:edit          | account |
publishing/exportDecision   | audit:export       | account |
publishing/previewLift      | read               | account |
publishing/readLocalSlot    | read               | account |
publishing/readPostPanel    | read               | account |
publishing/readQueuePage    | read               | account |
signoff/readToday           | read               | account |
`;

export const USES: readonly Row[] = columns(TABLE).map(toRow);

/** Open to whoever stands at the door: signing in and out, one's own password, the picture of a post, the status alone. */
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
