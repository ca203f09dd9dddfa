import { newId } from "@/lib/core/ids";
import { stopAsRestored } from "@/lib/incidents/audit/commands-restored";
import {
	acknowledgeIncident,
	cancelIncident,
	closeIncident,
	mitigateIncident,
	resolveIncident,
} from "@/lib/incidents/incident/commands";
import { openByHand } from "@/lib/incidents/incident/commands-by-hand";
import {
	assignIncident,
	noteIncident,
	setIncidentEta,
	setIncidentSeverity,
} from "@/lib/incidents/incident/commands-care";
import { openIncident } from "@/lib/incidents/incident/commands-open";
import {
	readIncidentList,
	readIncidentPage,
} from "@/lib/incidents/incident/views-page";
import { leavePerson } from "@/lib/incidents/leaving/commands";
import { readLeaving } from "@/lib/incidents/leaving/views";
import { incidentFilterOf } from "@/lib/incidents/model";
import { refillQueue } from "@/lib/pipeline/refill/refill";
import { cancelRun, resumeRun, startRun } from "@/lib/pipeline/runs/commands";
import { rerunStage } from "@/lib/pipeline/runs/commands-rerun";
import { failStage, saveStage } from "@/lib/pipeline/runs/commands-save";
import { beginStage } from "@/lib/pipeline/runs/commands-stage";
import { resumeFailedRuns } from "@/lib/pipeline/runs/resume-failed";
import { readRunList, readRunPage } from "@/lib/pipeline/runs/views-page";
import {
	addSource,
	saveReadings,
	updateSource,
} from "@/lib/pipeline/sources/commands";
import { readSourcePage } from "@/lib/pipeline/sources/views-page";
import { type Acts, unseen } from "./acts-shape";
import { type AuthzStage, SHA } from "./stage";

const reason = "a test";
const stageTry = ({ runId }: AuthzStage) => ({
	runId,
	fence: 1,
	stage: "signals" as const,
	checkpointId: newId(),
	tries: 1,
	tookMs: 1,
});

export const INCIDENT_ACTS: Acts = {
	"incidents/acknowledgeIncident": (ctx, { incidentId }) =>
		acknowledgeIncident(ctx, { incidentId }),
	"incidents/assignIncident": (ctx, { incidentId, asker }) =>
		assignIncident(ctx, { incidentId, ownerId: asker }),
	"incidents/cancelIncident": (ctx, { incidentId }) =>
		cancelIncident(ctx, { incidentId, reason }),
	"incidents/closeIncident": (ctx, { incidentId }) =>
		closeIncident(ctx, { incidentId }),
	"incidents/leavePerson": (ctx, { targetId: personId }) =>
		leavePerson(ctx, { personId, reason }),
	"incidents/mitigateIncident": (ctx, { incidentId }) =>
		mitigateIncident(ctx, { incidentId, reason }),
	"incidents/noteIncident": (ctx, { incidentId }) =>
		noteIncident(ctx, { incidentId, text: reason }),
	"incidents/noteIncident global": (ctx, { globalIncidentId: incidentId }) =>
		noteIncident(ctx, { incidentId, text: reason }),
	"incidents/openByHand": (ctx, { accountId }) =>
		openByHand(ctx, { accountId, title: "Another one", severity: 3 }),
	"incidents/openByHand global": (ctx) =>
		openByHand(ctx, { accountId: null, title: "Another one", severity: 3 }),
	"incidents/openIncident": (ctx, { accountId }) =>
		openIncident(ctx, { accountId, title: "Another one", severity: 3 }),
	"incidents/readIncidentList": (ctx) =>
		readIncidentList(ctx, incidentFilterOf(new URLSearchParams())),
	"incidents/readIncidentPage": (ctx, { incidentNumber }) =>
		readIncidentPage(ctx, incidentNumber),
	"incidents/readLeaving": (ctx, { targetId }) => readLeaving(ctx, targetId),
	"incidents/resolveIncident": (ctx, { incidentId }) =>
		resolveIncident(ctx, { incidentId, reason }),
	"incidents/setIncidentEta": (ctx, { incidentId }) =>
		setIncidentEta(ctx, { incidentId, etaAt: { inMinutes: 30 } }),
	"incidents/setIncidentSeverity": (ctx, { incidentId }) =>
		setIncidentSeverity(ctx, { incidentId, severity: 1 }),
	"incidents/stopAsRestored": (ctx, { now }) =>
		stopAsRestored(ctx, { file: "f", seq: "9", at: now, database: "older" }),
};

export const PIPELINE_ACTS: Acts = {
	"pipeline/addSource": (ctx, { accountId }) =>
		addSource(ctx, { accountId, name: "Other", location: "/other.xml" }),
	"pipeline/addSource global": (ctx) =>
		addSource(ctx, { accountId: null, name: "Other", location: "/other.xml" }),
	"pipeline/beginStage": (ctx, { runId }) =>
		beginStage(ctx, {
			runId,
			stage: "signals",
			owner: "w",
			fence: 0,
			inputDigest: SHA,
			tries: 1,
		}),
	"pipeline/cancelRun": (ctx, { runId }) => cancelRun(ctx, { runId, reason }),
	"pipeline/failStage": (ctx, at) =>
		failStage(ctx, { at: stageTry(at), failure: unseen(), usage: [] }),
	"pipeline/readRunList": (ctx) => readRunList(ctx, {}),
	"pipeline/readRunPage": (ctx, { runId }) => readRunPage(ctx, runId),
	"pipeline/readSourcePage": (ctx) => readSourcePage(ctx),
	"pipeline/refillQueue": (ctx, { accountId }) =>
		refillQueue(ctx, { accountId, windowHours: 48 }),
	"pipeline/rerunStage": (ctx, { runId }) =>
		rerunStage(ctx, { runId, stage: "draft" }),
	"pipeline/resumeFailedRuns": (ctx, { accountId }) =>
		resumeFailedRuns(ctx, { accountId }),
	"pipeline/resumeRun": (ctx, { runId }) => resumeRun(ctx, { runId }),
	"pipeline/saveReadings": (ctx) =>
		saveReadings(ctx, { readings: [], scored: [] }),
	"pipeline/saveStage": (ctx, at) =>
		saveStage(ctx, { at: stageTry(at), executed: unseen() }),
	"pipeline/startRefill": (ctx, { accountId }) =>
		refillQueue(ctx, { accountId, windowHours: 48 }),
	"pipeline/startRun": (ctx, { accountId }) =>
		startRun(ctx, { accountId, topic: "cake" }),
	"pipeline/updateSource": (ctx, { sourceId }) =>
		updateSource(ctx, { sourceId, weight: 50 }),
	"pipeline/updateSource global": (ctx, { globalSourceId: sourceId }) =>
		updateSource(ctx, { sourceId, weight: 50 }),
};
