import { listAccounts } from "@/lib/accounts/views";
import { can } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import type { AgeLabel, Collector } from "@/lib/insights/model";
import { IMPORTED_ID } from "@/lib/insights/model";
import { type LivePost, readLivePosts } from "@/lib/publishing/outcomes/views";
import { dueAges, OLDEST_DUE_MS } from "./ages";
import { type Graph, graphOfEnvironment, openReading } from "./client";
import { type MediaRead, readMediaInsights } from "./read-media";
import {
	listEmptySnapshots,
	listSnapshots,
	type SnapshotMetrics,
	saveHealth,
	saveSnapshot,
} from "./store";
import { askAgainAt, type KeptFault, keptFault } from "./waiting";

/** What a collector got of what it asked for. */
export type Collected = {
	received: number;
	expected: number;
	fault: string | null;
};

/** Runs a collector over the active accounts, each by itself, and keeps its health. Telemetry. */
export async function collectEach(
	ctx: Ctx,
	collector: Collector,
	collect: (accountId: string) => Promise<Collected>,
): Promise<{ did: number }> {
	if (!can(ctx.actor, "telemetry:write"))
		throw new AppError("forbidden", `${ctx.actor.name} may not collect`);
	let did = 0;
	for (const { id: accountId, state } of await listAccounts(ctx)) {
		if (state !== "active") continue;
		const collected = await collect(accountId);
		const attemptedAt = await appNow(ctx.db);
		await saveHealth(ctx.db, {
			...collected,
			accountId,
			collector,
			attemptedAt,
		});
		did += collected.received;
	}
	return { did };
}

type DuePost = { post: LivePost; age: AgeLabel };

type Due = {
	due: DuePost[];
	/** Due as well, and asked for in vain a short while ago. */
	waiting: number;
	/** What one of those that wait met. */
	fault: string | null;
};

// An imported post without an id of the platform's cannot be asked for.
const isPlatformId = (mediaId: string): boolean =>
	!mediaId.startsWith(IMPORTED_ID);

/**
 * Takes the snapshots that are due of posts that are live; simulated ones have none. An answer
 * without metrics is kept as that and asked for again, after a wait, while its age lasts (R9). What
 * a post that waits has met is the collector's fault until it is asked for again.
 */
export const collectSnapshots = (
	ctx: Ctx,
	graph: Graph = graphOfEnvironment(),
): Promise<{ did: number }> =>
	collectEach(ctx, "snapshots", async (accountId) => {
		const { due, waiting, ...found } = await listDue(ctx, accountId);
		const expected = due.length + waiting;
		let { fault } = found;
		if (expected === 0) return { received: 0, expected, fault };
		const reading = await openReading(ctx, accountId, graph);
		if (reading.kind === "closed")
			return { received: 0, expected, fault: reading.fault };
		let received = 0;
		for (const { post, age } of due) {
			const read = await readMediaInsights(ctx, reading.client, {
				accountId,
				mediaId: post.mediaId,
			});
			await keep(ctx, {
				post,
				age,
				accountId,
				read: contentOf(read),
				apiVersion: graph.version,
			});
			if (read.kind === "read") {
				if (Object.keys(read.metrics).length > 0) received += 1;
				continue;
			}
			fault = read.fault;
			if (read.stop) break;
		}
		return { received, expected, fault };
	});

type Content = { metrics: SnapshotMetrics; raw: unknown };

function contentOf(read: MediaRead): Content {
	if (read.kind === "read") return read;
	const { fault, stop } = read;
	return { metrics: {}, raw: { fault, stop } satisfies KeptFault };
}

async function listDue(ctx: Ctx, accountId: string): Promise<Due> {
	const now = await appNow(ctx.db);
	const posts = await readLivePosts(ctx, {
		accountId,
		from: addMs(now, -OLDEST_DUE_MS),
		to: now,
	});
	const ids = posts.map(({ id }) => id);
	const held = await listSnapshots(ctx.db, ids);
	const every = posts.flatMap((post) => {
		if (!isPlatformId(post.mediaId)) return [];
		const have = held.filter(({ postId }) => postId === post.id);
		const labels = new Set(have.map(({ ageLabel }) => ageLabel));
		const { due } = dueAges(new Date(post.publishedAt), labels, now);
		return due ? [{ post, age: due }] : [];
	});
	const waits = (await listEmptySnapshots(ctx.db, ids)).filter(
		(empty) => askAgainAt(empty) > now,
	);
	const lastOf = ({ post, age }: DuePost) =>
		waits.find((row) => row.postId === post.id && row.ageLabel === age);
	const met = every.flatMap((one) => lastOf(one) ?? []);
	return {
		due: every.filter((one) => !lastOf(one)),
		waiting: met.length,
		fault: met.flatMap(({ raw }) => keptFault(raw)?.fault ?? []).at(-1) ?? null,
	};
}

async function keep(
	ctx: Ctx,
	snapshot: DuePost & {
		accountId: string;
		apiVersion: string;
		read: Content;
	},
): Promise<void> {
	const { post, age, accountId, apiVersion, read } = snapshot;
	const collectedAt = await appNow(ctx.db);
	const ageMs = collectedAt.getTime() - new Date(post.publishedAt).getTime();
	await saveSnapshot(ctx.db, {
		postId: post.id,
		accountId,
		ageLabel: age,
		ageSeconds: Math.round(ageMs / 1000),
		collectedAt,
		apiVersion,
		metrics: read.metrics,
		raw: read.raw,
	});
}
