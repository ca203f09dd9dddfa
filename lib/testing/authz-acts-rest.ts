import { connectAccount } from "@/lib/accounts/connect";
import { downloadAudit } from "@/lib/audit/download";
import { exportAudit } from "@/lib/audit/export";
import { listAudit, verifyDatabase } from "@/lib/audit/views";
import { confirmItem, endDay, openDay } from "@/lib/checklists/commands";
import { activateStrategy, addTemplate } from "@/lib/content/commands";
import {
	quarantineMedia,
	releaseMedia,
} from "@/lib/content/commands-quarantine";
import { activateModerationRules } from "@/lib/content/commands-rules";
import { flagModeration, recordAsset } from "@/lib/content/commands-trace";
import { DEFAULT_STRATEGY, DEFAULT_TEMPLATES } from "@/lib/content/defaults";
import { installDefaults } from "@/lib/content/install-defaults";
import { DEFAULT_RULES } from "@/lib/content/moderation/rules";
import { newId } from "@/lib/core/ids";
import { setPrice } from "@/lib/costs/commands";
import { readMode } from "@/lib/governance/views";
import { readGovernance } from "@/lib/governance/views-governance";
import {
	acknowledgeIncident,
	cancelIncident,
	closeIncident,
	mitigateIncident,
	resolveIncident,
} from "@/lib/incidents/commands";
import { openByHand } from "@/lib/incidents/commands-by-hand";
import {
	assignIncident,
	noteIncident,
	setIncidentEta,
	setIncidentSeverity,
} from "@/lib/incidents/commands-care";
import { leavePerson } from "@/lib/incidents/commands-leave";
import { openIncident } from "@/lib/incidents/commands-open";
import { stopAsRestored } from "@/lib/incidents/commands-restored";
import { incidentFilterOf } from "@/lib/incidents/model";
import { readLeaving } from "@/lib/incidents/views-leaving";
import { readIncidentList, readIncidentRoom } from "@/lib/incidents/views-room";
import { importPosts } from "@/lib/insights/commands-import";
import { readKpiRoom } from "@/lib/insights/views-room";
import { advanceClock } from "@/lib/jobs/clock";
import { askCollection, askSourceRefresh } from "@/lib/jobs/commands-wake";
import { readHealth } from "@/lib/jobs/health";
import { reapWorkers } from "@/lib/jobs/janitor";
import { listWorkers } from "@/lib/jobs/views-workers";
import { applyRanking } from "@/lib/learning/commands";
import {
	decideHypothesis,
	refreshHypotheses,
} from "@/lib/learning/commands-hypotheses";
import {
	disableChannel,
	giveUpMessage,
	recordChannelTest,
	recordDelivered,
	setChannel,
} from "@/lib/notifications/commands";
import { recordCheckpoint } from "@/lib/notifications/commands-checkpoint";
import { testChannel } from "@/lib/notifications/test-channel";
import { cancelRun, resumeRun, startRun } from "@/lib/pipeline/commands";
import { rerunStage } from "@/lib/pipeline/commands-rerun";
import { failStage, saveStage } from "@/lib/pipeline/commands-save";
import {
	addSource,
	saveReadings,
	updateSource,
} from "@/lib/pipeline/commands-sources";
import { beginStage } from "@/lib/pipeline/commands-stage";
import { refillQueue } from "@/lib/pipeline/refill";
import { readRunList, readRunRoom } from "@/lib/pipeline/views-run-room";
import { readSourceRoom } from "@/lib/pipeline/views-source-room";
import { postSummary, signDay } from "@/lib/signoff/commands";
import { readToday } from "@/lib/signoff/views-today";
import { type Acts, unseen } from "./authz-acts-shape";
import { type Scenery, SHA } from "./authz-stage";

const reason = "a test";
const url = "http://127.0.0.1:9/team";
const [template] = DEFAULT_TEMPLATES;
const message = () => ({ id: newId(), tries: 1, kind: "summary" });
const stageTry = ({ runId }: Scenery) => ({
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
	"incidents/readIncidentRoom": (ctx, { incidentNumber }) =>
		readIncidentRoom(ctx, incidentNumber),
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
	"pipeline/readRunRoom": (ctx, { runId }) => readRunRoom(ctx, runId),
	"pipeline/readSourceRoom": (ctx) => readSourceRoom(ctx),
	"pipeline/refillQueue": (ctx, { accountId }) =>
		refillQueue(ctx, { accountId, windowHours: 48 }),
	"pipeline/rerunStage": (ctx, { runId }) =>
		rerunStage(ctx, { runId, stage: "draft" }),
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

export const CONTENT_ACTS: Acts = {
	"content/activateModerationRules": (ctx) =>
		activateModerationRules(ctx, { ...DEFAULT_RULES, version: "rules@9" }),
	"content/activateStrategy": (ctx) => activateStrategy(ctx, DEFAULT_STRATEGY),
	"content/addTemplate": (ctx) => addTemplate(ctx, template ?? unseen()),
	"content/flagModeration": (ctx, { accountId }) =>
		flagModeration(ctx, {
			accountId,
			runId: null,
			postId: null,
			version: "rules@1",
			verdict: "pass",
			findings: [],
			inputHash: SHA,
		}),
	"content/quarantineMedia": (ctx, { accountId }) =>
		quarantineMedia(ctx, { accountId, sha256s: [SHA], reason }),
	"content/recordAsset": (ctx, { accountId }) =>
		recordAsset(ctx, {
			accountId,
			runId: null,
			postId: null,
			kind: "draft",
			promptVersion: "headline@1",
			modelId: "builtin/text@1",
			sourceSignals: [{ kind: "topic", title: "bread", by: "a test" }],
			sha256: SHA,
			bytes: 1,
			contentType: "text/plain",
		}),
	"content/releaseMedia": (ctx, { accountId }) =>
		releaseMedia(ctx, { accountIds: [accountId], sha256s: [SHA], reason }),
	"content/writeDefaults": (ctx) => installDefaults(ctx),
	"costs/setPrice": (ctx) =>
		setPrice(ctx, { sku: "webhook.call", unitPriceMicros: 1, currency: "EUR" }),
	"learning/applyRanking": (ctx) => applyRanking(ctx, { days: 30 }),
	"learning/decideHypothesis": (ctx, { hypothesisId }) =>
		decideHypothesis(ctx, { hypothesisId, verdict: "kept" }),
	"learning/refreshHypotheses": (ctx, { accountId }) =>
		refreshHypotheses(ctx, { accountId }),
};

export const ROOM_ACTS: Acts = {
	"accounts/connectAccount": (ctx, { accountId }) =>
		connectAccount(ctx, { accountId }),
	"audit/downloadAudit": (ctx) => downloadAudit(ctx),
	"audit/exportAudit": (ctx, { exportTo }) => exportAudit(ctx, exportTo),
	"audit/recordExport": (ctx, { exportTo }) => exportAudit(ctx, exportTo),
	"audit/listAudit": (ctx) => listAudit(ctx, { limit: 1 }),
	"audit/verifyDatabase": (ctx) => verifyDatabase(ctx),
	"checklists/confirmItem": (ctx, { accountId }) =>
		confirmItem(ctx, { accountId, item: "queue", seenVerdict: "pass" }),
	"checklists/endDay": (ctx, { accountId }) =>
		endDay(ctx, { accountId, day: "2030-01-01" }),
	"checklists/openDay": (ctx, { accountId }) => openDay(ctx, { accountId }),
	"governance/readGovernance": (ctx) => readGovernance(ctx),
	"governance/readMode": (ctx) => readMode(ctx),
	"insights/importPosts": (ctx, { accountId }) =>
		importPosts(ctx, {
			accountId,
			rows: [
				{
					line: 1,
					mediaId: "17900000000000003",
					title: "Old",
					caption: "Old",
					publishedAt: null,
					permalink: null,
					metrics: {},
					raw: {},
				},
			],
		}),
	"insights/readKpiRoom": (ctx, { accountId }) =>
		readKpiRoom(ctx, accountId, null),
	"jobs/advanceClock": (ctx) => advanceClock(ctx, { advanceMs: 1 }),
	"jobs/askCollection": (ctx, { accountId }) =>
		askCollection(ctx, { accountId }),
	"jobs/askSourceRefresh": (ctx) => askSourceRefresh(ctx, {}),
	"jobs/listWorkers": (ctx) => listWorkers(ctx),
	"jobs/readHealth": (ctx) => readHealth(ctx),
	"jobs/reapWorker": (ctx) => reapWorkers(ctx),
	"notifications/disableChannel": (ctx) =>
		disableChannel(ctx, { url, message: message(), why: reason }),
	"notifications/giveUpMessage": (ctx) =>
		giveUpMessage(ctx, { url, message: message(), why: reason }),
	"notifications/recordChannelTest": (ctx) =>
		recordChannelTest(ctx, { url, fault: null, refused: false }),
	"notifications/recordCheckpoint": (ctx) =>
		recordCheckpoint(ctx, {
			checkpoint: {
				seq: "1",
				hash: SHA,
				at: "1",
				keyId: "0".repeat(16),
				signature: "AAAA",
			},
			file: null,
			fault: null,
		}),
	"notifications/recordDelivered": (ctx) =>
		recordDelivered(ctx, { url, message: message() }),
	"notifications/setChannel": (ctx) => setChannel(ctx, { url }),
	"notifications/testChannel": (ctx) => testChannel(ctx),
	"signoff/postSummary": (ctx, { accountId }) =>
		postSummary(ctx, { accountId }),
	"signoff/readToday": (ctx, { accountId }) => readToday(ctx, accountId),
	"signoff/signDay": (ctx, { accountId }) => signDay(ctx, { accountId }),
};
