import type { Db } from "@/lib/db/client";

type Wrong = { post: string; wrong: string };

/**
 * The invariant over the rows that are left: no intent lacks a live decision, came after a stop, stands on an
 * approval that did not count, on a window that was over, full or one person's, or outside its slot.
 */
export async function wrongIntents(
	db: Db,
	accounts: readonly string[],
): Promise<string[]> {
	const rows = await db.$queryRaw<Wrong[]>`
		SELECT i.post_id::text AS post, w.wrong
		FROM outbound_intent i
		JOIN post p ON p.id = i.post_id
		LEFT JOIN gate_decision d ON d.id = i.decision_id AND d.post_id = i.post_id
		LEFT JOIN approval_window win ON win.id = i.window_id
		CROSS JOIN LATERAL (
			SELECT * FROM approval a WHERE a.post_id = p.id AND a.decided_at <= i.committed_at
			ORDER BY a.decided_at DESC LIMIT 1) a
		CROSS JOIN LATERAL (
			SELECT array_agg(g.granted_by) AS people,
				bool_or(g.signal <> 'ALLOW_AUTONOMOUS_PUBLISH' AND g.granted_by = win.requested_by) AS own
			FROM window_grant g WHERE g.window_id = i.window_id AND g.granted_at <= i.committed_at
				AND (g.revoked_at IS NULL OR g.revoked_at > i.committed_at)) g
		CROSS JOIN LATERAL (VALUES
			('no live decision', d.phase IS DISTINCT FROM 'intent' OR d.mode IS DISTINCT FROM 'live' OR d.at <> i.committed_at),
			('another window than decided', d.window_id IS DISTINCT FROM i.window_id),
			('outside its slot', i.committed_at < p.slot_at OR i.committed_at >= p.slot_at + interval '6 hours'),
			('halted', EXISTS (SELECT 1 FROM halt h WHERE (h.account_id IS NULL OR h.account_id = i.account_id)
				AND h.set_at <= i.committed_at AND (h.lifted_at IS NULL OR h.lifted_at > i.committed_at))),
			('quarantined', EXISTS (SELECT 1 FROM quarantine q WHERE q.sha256 = ANY (p.media_sha256)
				AND q.set_at <= i.committed_at AND (q.lifted_at IS NULL OR q.lifted_at > i.committed_at))),
			('not approved as it is', a.verdict <> 'approved' OR a.digest <> p.digest),
			('approved by an editor', EXISTS (SELECT 1 FROM post_edit e
				WHERE e.post_id = p.id AND e.edited_by::text = a.decided_by)),
			('no fresh approval in a hold', EXISTS (SELECT 1 FROM policy_hold h
				WHERE (h.account_id IS NULL OR h.account_id = i.account_id)
				AND h.starts_at <= i.committed_at AND h.ends_at > i.committed_at
				AND (a.kind <> 'human' OR a.decided_at <= h.starts_at))),
			('its window was not open', win.opens_at > i.committed_at OR win.closes_at <= i.committed_at
				OR win.closed_at <= i.committed_at),
			('its window is for others', cardinality(win.account_ids) > 0 AND i.account_id <> ALL (win.account_ids)
				OR win.post_id <> i.post_id OR win.kind = 'recovery' AND NOT p.recovery),
			('its window was full', win.post_cap < (SELECT count(DISTINCT o.post_id) FROM outbound_intent o
				WHERE o.window_id = i.window_id)),
			('one person granted all', win.kind <> 'break_glass' AND cardinality(g.people) = 3
				AND g.people[1] = g.people[2] AND g.people[2] = g.people[3]),
			('the requester granted approval', win.kind <> 'break_glass' AND g.own),
			('no record of it in the log', NOT EXISTS (SELECT 1 FROM audit_event e
				WHERE e.action = 'post.intent' AND e.subject_id = i.post_id::text AND e.at = i.committed_at))
		) AS w (wrong, is_so)
		WHERE i.account_id = ANY (${[...accounts]}::uuid[]) AND w.is_so`;
	return rows.map(({ post, wrong }) => `${post}: ${wrong}`);
}
