import { connectAccount } from "@/lib/accounts/connect";
import { downloadAudit } from "@/lib/audit/export/download";
import { exportAudit } from "@/lib/audit/export/export";
import { verifyDatabase } from "@/lib/audit/verify/database";
import { listAudit } from "@/lib/audit/views";
import { endDay, openDay, recordConfirmation } from "@/lib/checklists/commands";
import { confirmItem } from "@/lib/checklists/confirm";
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
import { readMode } from "@/lib/governance/panel/views-mode";
import { readGovernance } from "@/lib/governance/panel/views-page";
import { importPosts } from "@/lib/insights/import/commands";
import { readKpiPage } from "@/lib/insights/kpi/views-page";
import { advanceClock } from "@/lib/jobs/advance-clock";
import { noteClockOff } from "@/lib/jobs/clock/skew";
import { readHealth } from "@/lib/jobs/health/views";
import { readTrace } from "@/lib/jobs/operations/trace";
import {
	askCollection,
	askSourceRefresh,
} from "@/lib/jobs/queue/commands-wake";
import { reapWorkers } from "@/lib/jobs/workers/janitor";
import { listWorkers, readIdleness } from "@/lib/jobs/workers/views";
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
import { testChannel } from "@/lib/notifications/try-channel";
import { postSummary, signDay } from "@/lib/signoff/commands";
import { readToday } from "@/lib/signoff/views-today";
import { type Acts, unseen } from "./acts-shape";
import { SHA } from "./stage";

const reason = "a test";
const url = "http://127.0.0.1:9/team";
const [template] = DEFAULT_TEMPLATES;
const message = () => ({ id: newId(), tries: 1, kind: "summary" });
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

export const REMAINING_ACTS: Acts = {
	"accounts/connectAccount": (ctx, { accountId }) =>
		connectAccount(ctx, { accountId }),
	"audit/downloadAudit": (ctx) => downloadAudit(ctx),
	"audit/exportAudit": (ctx, { exportTo }) => exportAudit(ctx, exportTo),
	"audit/recordExport": (ctx, { exportTo }) => exportAudit(ctx, exportTo),
	"audit/listAudit": (ctx) => listAudit(ctx, { limit: 1 }),
	"audit/verifyDatabase": (ctx) => verifyDatabase(ctx),
	"checklists/confirmItem": (ctx, { accountId }) =>
		confirmItem(ctx, { accountId, item: "queue", seenVerdict: "pass" }),
	"checklists/recordConfirmation": (ctx, { accountId }) =>
		recordConfirmation(ctx, { accountId, item: "queue", seenVerdict: "pass" }),
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
	"insights/readKpiPage": (ctx, { accountId }) =>
		readKpiPage(ctx, accountId, null),
	"jobs/advanceClock": (ctx) => advanceClock(ctx, { advanceMs: 1 }),
	"jobs/askCollection": (ctx, { accountId }) =>
		askCollection(ctx, { accountId }),
	"jobs/askSourceRefresh": (ctx) => askSourceRefresh(ctx, {}),
	"jobs/listWorkers": (ctx) => listWorkers(ctx),
	"jobs/readIdleness": (ctx) => readIdleness(ctx),
	"jobs/readHealth": (ctx) => readHealth(ctx),
	"jobs/readTrace": (ctx) => readTrace(ctx, newId()),
	"jobs/noteClockOff": (ctx) =>
		noteClockOff(ctx, { workerId: newId(), host: "here", skewMs: 1 }),
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
