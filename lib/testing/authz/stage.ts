import { requestAutoClean } from "@/lib/accounts/policy/commands";
import type { Ctx } from "@/lib/command";
import { quarantineMedia } from "@/lib/content/commands-quarantine";
import { newId } from "@/lib/core/ids";
import { addMs, DAY, HOUR } from "@/lib/core/time";
import { readEnv } from "@/lib/env";
import { breakGlass } from "@/lib/governance/break-glass/commands";
import { setPublishBudget } from "@/lib/governance/budget/commands";
import { workerEnvironment } from "@/lib/governance/signals/decide";
import { setHalt, setHold } from "@/lib/governance/stops/commands";
import { requestHoldEnd } from "@/lib/governance/stops/commands-hold-end";
import { requestWindow } from "@/lib/governance/windows/commands";
import { openByHand } from "@/lib/incidents/incident/commands-by-hand";
import { issueToken } from "@/lib/people/tokens/commands";
import { startRun } from "@/lib/pipeline/runs/commands";
import { addSource } from "@/lib/pipeline/sources/commands";
import { claimPost } from "@/lib/publishing/publish/commands-claim";
import { enqueuePost } from "@/lib/publishing/queue/commands-enqueue";
import type { World } from "@/lib/testing/world";

/** Something of every kind, on one account, for every act to act upon. */
export type AuthzStage = Awaited<ReturnType<typeof createAuthzStage>>;

const reason = "a test";
const slot = (day: number) => new Date(Date.UTC(2030, 0, day));

/** What nobody's picture is yet, and the one in quarantine. */
export const SHA = "a".repeat(64);
const QUARANTINED = "b".repeat(64);

export async function createAuthzStage(
	world: World,
	exportTo: { path: string; privateKey: string },
) {
	const accountId = await world.account();
	const asker = await world.person(["owner", "compliance", "admin"]);
	const now = await world.now();
	const target = await world.person(["viewer"], { accountId });
	const stranger = await world.person(["viewer", "admin"]);
	return {
		now,
		exportTo,
		accountId,
		asker: asker.actor.id,
		targetId: target.actor.id,
		strangerId: stranger.actor.id,
		tokenId: (await issueToken(asker, { name: "t", scopes: ["read"] })).tokenId,
		...(await brakes(asker, accountId)),
		...(await windows(asker, accountId)),
		...(await work(world, asker, accountId)),
		...(await rows(world, accountId, now)),
	};
}

async function brakes(ctx: Ctx, accountId: string) {
	const hold = await setHold(ctx, { accountId, reason });
	const { requestId } = await requestHoldEnd(ctx, {
		holdId: hold.holdId,
		reason,
	});
	const other = await setHold(ctx, { accountId, reason });
	const halt = async (on: string | null, kind: "operational" | "policy") =>
		(await setHalt(ctx, { accountId: on, kind, reason })).haltId;
	return {
		holdId: other.holdId,
		holdEndId: requestId,
		haltId: await halt(accountId, "operational"),
		policyHaltId: await halt(accountId, "policy"),
		globalHaltId: await halt(null, "operational"),
		autoCleanId: (await requestAutoClean(ctx, { accountId, reason })).requestId,
	};
}

async function windows(ctx: Ctx, accountId: string) {
	const ask = async (accountIds: string[]) =>
		(await requestWindow(ctx, { accountIds, reason })).windowId;
	const incident = { severity: 2 as const, title: "Something is wrong" };
	const open = await openByHand(ctx, { ...incident, accountId });
	const everywhere = await openByHand(ctx, { ...incident, accountId: null });
	const glass = await breakGlass(ctx, {
		accountId,
		reason,
		incidentNumber: open.number,
	});
	return {
		windowId: await ask([accountId]),
		globalWindowId: await ask([]),
		glassId: glass.windowId,
		incidentId: open.incidentId,
		incidentNumber: open.number,
		globalIncidentId: everywhere.incidentId,
	};
}

async function work(world: World, ctx: Ctx, accountId: string) {
	const post = async (day: number, mediaSha256: string) =>
		(
			await enqueuePost(world.service("worker"), {
				...postOf(accountId),
				slotAt: slot(day),
				mediaSha256: [mediaSha256],
			})
		).postId;
	const bad = await post(2, QUARANTINED);
	await quarantineMedia(ctx, { accountId, sha256s: [QUARANTINED], reason });
	const source = { name: "Desk", accountId };
	return {
		postId: await post(1, SHA),
		quarantinedPostId: bad,
		runId: (await startRun(ctx, { accountId, topic: "bread" })).runId,
		sourceId: (await addSource(ctx, { ...source, location: "/own.xml" }))
			.sourceId,
		globalSourceId: (
			await addSource(ctx, { ...source, accountId: null, location: "/all.xml" })
		).sourceId,
	};
}

/** A finished post, as the pipeline would queue it. */
export const postOf = (accountId: string) => ({
	runId: null,
	accountId,
	slotAt: slot(3),
	title: "Bread",
	caption: "Fresh bread #bakery",
	altText: "A loaf on a table",
	flags: { isAiGenerated: true },
	mediaSha256: [SHA],
	picture: { title: "Bread", kicker: "", points: [] },
	templateVersion: "headline@1",
	topic: "bread",
	policyVersion: "rules@1",
	moderation: "pass" as const,
	moderationNotes: [],
});

const EVIDENCE = {
	signalId: "1",
	title: "Bread",
	url: null,
	source: "Desk",
	score: 500,
	momentum: 500,
	observedAt: "2026-01-01T00:00:00.000Z",
};

/** What only time or a worker makes. */
async function rows({ owner, service }: World, accountId: string, now: Date) {
	const hypothesisId = newId();
	await owner.hypothesis.create({
		data: {
			id: hypothesisId,
			accountId,
			topic: "bread",
			statement: "Bread works",
			evidence: [EVIDENCE],
			createdAt: now,
			seenAt: now,
		},
	});
	await setPublishBudget(service("worker"), {
		accountId,
		remaining: 0.5,
		failures: 0,
	});
	const expired = await enqueuePost(service("worker"), {
		...postOf(accountId),
		slotAt: slot(4),
	});
	await owner.post.update({
		where: { id: expired.postId },
		data: { expiresAt: addMs(now, -HOUR) },
	});
	await owner.workerHeartbeat.create({
		data: {
			id: newId(),
			host: "gone",
			pid: 1,
			startedAt: addMs(now, -DAY),
			beatAt: addMs(now, -DAY),
			environment: {},
		},
	});
	const due = await enqueuePost(service("worker"), {
		...postOf(accountId),
		slotAt: now,
	});
	await claimPost(service("worker"), {
		postId: due.postId,
		owner: "a test",
		worker: workerEnvironment(readEnv({})),
	});
	const decision = await owner.gateDecision.findFirstOrThrow();
	return { hypothesisId, decisionId: decision.id };
}
