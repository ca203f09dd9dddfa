import type { Db, Tx } from "@/lib/db/client";
import type { GrantFacts, Signal, WindowFacts } from "@/lib/governance/model";
import type {
	AttributedHalt,
	AttributedHold,
	AttributedWindow,
} from "./model-attributed";

type WindowRow = {
	id: string;
	kind: WindowFacts["kind"];
	post_id: string | null;
	revision: number;
	opens_at: Date;
	closes_at: Date;
	state: WindowFacts["state"];
	post_cap: number | null;
	posts_used: bigint;
	requested_by: string;
	closed_at: Date | null;
	closed_by: string | null;
	grants: {
		signal: Signal;
		granted_by: string;
		name: string;
		granted_at: string;
		entitled: boolean;
	}[];
};

const toWindow = (row: WindowRow): AttributedWindow => ({
	id: row.id,
	kind: row.kind,
	postId: row.post_id,
	revision: row.revision,
	opensAt: row.opens_at,
	closesAt: row.closes_at,
	state: row.state,
	postCap: row.post_cap,
	postsUsed: Number(row.posts_used),
	requestedBy: row.requested_by,
	closedAt: row.closed_at,
	closedBy: row.closed_by,
	grants: row.grants.map(
		(grant): GrantFacts => ({
			signal: grant.signal,
			grantedBy: grant.granted_by,
			grantedByName: grant.name,
			grantedAt: new Date(grant.granted_at),
			grantorEntitled: grant.entitled,
		}),
	),
});

/**
 * The windows that could matter for an account at this time, with standing grants. A grantor counts
 * only while enabled and holding, on this account, a role as old as R4 asks; what was granted while
 * duties were off is measured by R4 too once they are kept apart again.
 * @param exceptPostId a post whose own earlier intents do not use up the cap
 */
export async function windowFacts(
	tx: Tx,
	accountId: string,
	exceptPostId: string | null,
): Promise<AttributedWindow[]> {
	const rows = await tx.$queryRaw<WindowRow[]>`
		SELECT w.id, w.kind::text, w.post_id, w.revision, w.opens_at, w.closes_at, w.state::text, w.post_cap,
			w.requested_by, w.closed_at, w.closed_by,
			(SELECT count(DISTINCT d.post_id) FROM gate_decision d
			 WHERE d.window_id = w.id AND d.phase = 'intent' AND d.mode = 'live'
				AND d.post_id IS DISTINCT FROM ${exceptPostId}::uuid) AS posts_used,
			COALESCE((SELECT json_agg(json_build_object(
				'signal', g.signal, 'granted_by', g.granted_by, 'name', p.name, 'granted_at', g.granted_at,
				'entitled', p.disabled_at IS NULL AND EXISTS (
					SELECT 1 FROM role_grant r WHERE r.person_id = p.id AND r.revoked_at IS NULL
						AND (CASE WHEN w.kind = 'break_glass' THEN r.role IN ('owner', 'compliance')
							WHEN g.signal = 'ALLOW_AUTONOMOUS_PUBLISH' THEN r.role = 'owner'
							ELSE r.role = 'compliance' END)
						AND (r.account_id IS NULL OR r.account_id = ${accountId}::uuid)
						AND (NOT s.separation_of_duties OR (r.granted_at < w.requested_at AND p.active_since < w.requested_at)))
					AND (NOT s.separation_of_duties OR w.kind = 'break_glass' OR
						(g.signal = 'ALLOW_AUTONOMOUS_PUBLISH' OR g.granted_by NOT IN (w.requested_by, COALESCE(w.handed_to, w.requested_by)))
						AND (SELECT count(*) < 3 OR count(DISTINCT o.granted_by) > 1 FROM window_grant o
							WHERE o.window_id = w.id AND o.revoked_at IS NULL))))
			 FROM window_grant g JOIN person p ON p.id = g.granted_by
			 WHERE g.window_id = w.id AND g.revoked_at IS NULL), '[]'::json) AS grants
		FROM approval_window w CROSS JOIN setting s
		WHERE (cardinality(w.account_ids) = 0 OR ${accountId}::uuid = ANY (w.account_ids))
			AND w.closes_at > app_now() - interval '24 hours'
		ORDER BY w.kind, w.closes_at DESC, w.id`;
	return rows.map(toWindow);
}

/** Keeps closers out and, where a cap counts posts, other posts too, until the transaction ends. */
export async function lockWindows(tx: Tx, accountId: string): Promise<void> {
	const rows = await tx.$queryRaw<{ id: string; post_cap: number | null }[]>`
		SELECT id, post_cap FROM approval_window
		WHERE state = 'requested' AND closes_at > app_now()
			AND (cardinality(account_ids) = 0 OR ${accountId}::uuid = ANY (account_ids))
		ORDER BY id FOR SHARE`;
	for (const row of rows)
		if (row.post_cap !== null)
			await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${row.id}, 0))`;
}

/** Whoever lifts one of these halts waits until the transaction ends, and then finds the posts that it held. */
export async function lockHalts(tx: Tx, accountId: string): Promise<void> {
	await tx.$queryRaw`
		SELECT id FROM halt
		WHERE lifted_at IS NULL AND (account_id IS NULL OR account_id = ${accountId}::uuid)
		ORDER BY id FOR SHARE`;
}

export async function haltFacts(
	tx: Tx,
	accountId: string,
): Promise<AttributedHalt[]> {
	const rows = await tx.halt.findMany({
		where: { liftedAt: null, OR: [{ accountId: null }, { accountId }] },
		orderBy: { setAt: "asc" },
	});
	return rows.map((row) => ({
		id: row.id,
		scope: row.accountId === null ? "global" : "account",
		kind: row.kind,
		reason: row.reason,
		setBy: row.setBy,
		setByName: row.setByName,
		setAt: row.setAt,
	}));
}

/** Policy holds that could matter at this time: as windows do, they leave the facts a day after their end. */
export async function holdFacts(
	tx: Db | Tx,
	accountId: string,
): Promise<AttributedHold[]> {
	return tx.$queryRaw<AttributedHold[]>`
		SELECT id, reason, starts_at AS "startsAt", ends_at AS "endsAt", set_by AS "setBy"
		FROM policy_hold
		WHERE (account_id IS NULL OR account_id = ${accountId}::uuid)
			AND ends_at > app_now() - interval '24 hours'
		ORDER BY starts_at, id`;
}
