import { newId } from "@/lib/core/ids";
import { addMs, DAY, HOUR } from "@/lib/core/time";
import { readEnv } from "@/lib/env";
import { workerEnvironment } from "@/lib/governance/signals/decide";
import { approvePost, rejectPost } from "@/lib/publishing/approval/commands";
import {
	approvePosts,
	rejectPosts,
} from "@/lib/publishing/approval/commands-many";
import { remindApprovals } from "@/lib/publishing/approval/commands-remind";
import { exportDecision } from "@/lib/publishing/decisions/export";
import { saveEdit } from "@/lib/publishing/edit/commands";
import { editPost } from "@/lib/publishing/edit/edit";
import { previewLift } from "@/lib/publishing/lift/views";
import { importPost } from "@/lib/publishing/outcomes/commands-import";
import { claimPost } from "@/lib/publishing/publish/commands-claim";
import {
	parkPost,
	saveContainer,
} from "@/lib/publishing/publish/commands-container";
import { expirePosts } from "@/lib/publishing/publish/commands-expire";
import {
	askAgain,
	commitIntent,
} from "@/lib/publishing/publish/commands-intent";
import { recordAttempt } from "@/lib/publishing/publish/commands-outcome";
import {
	callPerson,
	recordPublished,
	savePermalink,
} from "@/lib/publishing/publish/commands-published";
import {
	liftQuarantine,
	quarantinePost,
} from "@/lib/publishing/quarantine/commands";
import { enqueuePost } from "@/lib/publishing/queue/commands-enqueue";
import { holdPost, releasePost } from "@/lib/publishing/queue/commands-hold";
import { holdPosts } from "@/lib/publishing/queue/commands-hold-many";
import { replayFailed } from "@/lib/publishing/queue/commands-replay";
import {
	publishNext,
	requeuePost,
	reschedulePost,
} from "@/lib/publishing/queue/commands-slot";
import { readQueuePage } from "@/lib/publishing/queue/views-page";
import {
	readLocalSlot,
	readPostPanel,
} from "@/lib/publishing/queue/views-panel";
import { doubtOrphan, savePoll } from "@/lib/publishing/reconcile/commands";
import { resolveUnknown } from "@/lib/publishing/reconcile/commands-resolve";
import { type Acts, unseen } from "./acts-shape";
import { type AuthzStage, postOf, SHA } from "./stage";

const reason = "a test";
const WORKER = workerEnvironment(readEnv({}));
const leaseOf = ({ postId }: AuthzStage) => ({ postId, owner: "w", fence: 1 });
const call = ({ now }: AuthzStage) => ({
	id: newId(),
	decisionId: newId(),
	calledAt: now,
});

export const QUEUE_ACTS: Acts = {
	"publishing/approvePost": (ctx, { postId }) => approvePost(ctx, { postId }),
	"publishing/approvePosts": (ctx, { accountId, postId }) =>
		approvePosts(ctx, { accountId, posts: [{ postId }] }),
	"publishing/editPost": (ctx, { postId }) =>
		editPost(
			ctx,
			{ postId, version: 1, title: "Other" },
			{
				render: async () => unseen(),
				media: { put: async () => ({ sha256: SHA, bytes: 1 }) },
			},
		),
	"publishing/exportDecision": (ctx, { decisionId, exportTo }) =>
		exportDecision(ctx, { id: decisionId, privateKey: exportTo.privateKey }),
	"publishing/holdPost": (ctx, { postId }) => holdPost(ctx, { postId, reason }),
	"publishing/holdPosts": (ctx, { accountId, postId }) =>
		holdPosts(ctx, { accountId, postIds: [postId], reason }),
	"publishing/liftQuarantine": (ctx, { quarantinedPostId: postId }) =>
		liftQuarantine(ctx, { postId, reason }),
	"publishing/previewLift": (ctx, { haltId }) => previewLift(ctx, { haltId }),
	"publishing/publishNext": (ctx, { postId }) => publishNext(ctx, { postId }),
	"publishing/quarantinePost": (ctx, { postId }) =>
		quarantinePost(ctx, { postId, reason }),
	"publishing/readLocalSlot": (ctx, { postId }) =>
		readLocalSlot(ctx, postId, { day: "2030-01-07", time: "09:30" }),
	"publishing/readPostPanel": (ctx, { postId }) => readPostPanel(ctx, postId),
	"publishing/readQueuePage": (ctx, { accountId }) =>
		readQueuePage(ctx, accountId),
	"publishing/rejectPost": (ctx, { postId }) =>
		rejectPost(ctx, { postId, reason }),
	"publishing/rejectPosts": (ctx, { accountId, postId }) =>
		rejectPosts(ctx, { accountId, postIds: [postId], reason }),
	"publishing/releasePost": (ctx, { postId }) => releasePost(ctx, { postId }),
	"publishing/replayFailed": (ctx, { accountId }) =>
		replayFailed(ctx, { accountId }),
	"publishing/replayFailed global": (ctx) => replayFailed(ctx, {}),
	"publishing/requeuePost": (ctx, { postId, now }) =>
		requeuePost(ctx, { postId, slotAt: addMs(now, DAY) }),
	"publishing/reschedulePost": (ctx, { postId, now }) =>
		reschedulePost(ctx, { postId, slotAt: addMs(now, DAY) }),
	"publishing/resolveUnknown": (ctx, { postId }) =>
		resolveUnknown(ctx, { postId, verdict: "not_published", reason }),
	"publishing/saveEdit": (ctx, { postId }) =>
		saveEdit(ctx, {
			postId,
			version: 1,
			title: "Other",
			caption: "Other bread",
			altText: "A loaf",
			picture: {},
			image: { sha256: SHA, bytes: 1, modelId: "builtin/render@1" },
			verdict: {
				kind: "pass",
				policyVersion: "rules@1",
				notes: [],
				inputHash: SHA,
			},
		}),
};

export const WORKER_ACTS: Acts = {
	"publishing/askAgain": (ctx, at) =>
		askAgain(ctx, { lease: leaseOf(at), worker: WORKER, intentId: newId() }),
	"publishing/callPerson": (ctx, at) =>
		callPerson(ctx, { lease: leaseOf(at), why: reason }),
	"publishing/claimPost": (ctx, { postId }) =>
		claimPost(ctx, { postId, owner: "w", worker: WORKER }),
	"publishing/commitIntent": (ctx, at) =>
		commitIntent(ctx, {
			lease: leaseOf(at),
			worker: WORKER,
			containerId: "1",
			quotaBefore: 0,
			knownMediaIds: [],
			callTimeoutMs: 1000,
		}),
	"publishing/doubtOrphan": (ctx, { postId }) => doubtOrphan(ctx, { postId }),
	"publishing/recordAttempt": (ctx, at) =>
		recordAttempt(ctx, {
			lease: leaseOf(at),
			from: "claimed",
			failure: unseen(),
			decisionId: newId(),
			startedAt: at.now,
			intent: null,
		}),
	"publishing/enqueuePost": (ctx, { accountId }) =>
		enqueuePost(ctx, postOf(accountId)),
	"publishing/expirePost": (ctx) => expirePosts(ctx),
	"publishing/importPost": (ctx, { accountId, now }) =>
		importPost(ctx, {
			accountId,
			mediaId: "17900000000000001",
			title: "Old",
			caption: "Old",
			publishedAt: addMs(now, -HOUR),
			permalink: null,
		}),
	"publishing/parkPost": (ctx, at) =>
		parkPost(ctx, { lease: leaseOf(at), nextAttemptAt: at.now, why: reason }),
	"publishing/recordExport": (ctx, { decisionId, exportTo }) =>
		exportDecision(ctx, { id: decisionId, privateKey: exportTo.privateKey }),
	"publishing/recordPublished": (ctx, at) =>
		recordPublished(ctx, {
			lease: leaseOf(at),
			intent: call(at),
			mediaId: "17900000000000002",
			httpStatus: 200,
		}),
	"publishing/remindApprovals": (ctx, { accountId }) =>
		remindApprovals(ctx, { accountId }),
	"publishing/saveContainer": (ctx, at) =>
		saveContainer(ctx, { lease: leaseOf(at), containerId: "1" }),
	"publishing/savePoll": (ctx, { postId }) =>
		savePoll(ctx, {
			postId,
			intentId: newId(),
			earlier: 0,
			look: { status: null, matches: null, byCaption: false, quotaUsage: null },
		}),
	"publishing/savePermalink": (ctx, { postId }) =>
		savePermalink(ctx, { postId, permalink: "https://example.test/p" }),
};
