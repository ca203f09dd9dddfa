import { appendAudit } from "@/lib/audit/append";
import type { Actor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { addMs } from "@/lib/core/time";
import { type Db, type Tx, transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { SESSION_MAX_MS } from "@/lib/people/model";
import type { PersonRow } from "@/lib/people/store";
import { endSession, findSessionRow, insertSession } from "./store";

export type PersonActor = Extract<Actor, { kind: "person" }>;

/** Who is signed in, and whether they may do nothing but choose a password first. */
export type SessionFacts = { actor: PersonActor; mustChangePassword: boolean };

const actorOf = (
	person: PersonRow,
	session: { id: string; authenticatedAt: Date },
): PersonActor => ({
	kind: "person",
	id: person.id,
	name: person.name,
	email: person.email,
	roles: person.roles.map(({ role, accountId }) => ({ role, accountId })),
	sessionId: session.id,
	authenticatedAt: session.authenticatedAt,
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads the session with its person and roles as they are now: asked at every request, so that whoever
 * was disabled, signed out or lost a role has lost it at once (T5). Null when it counts for nothing.
 */
export async function findSession(
	db: Db | Tx,
	sessionId: string,
): Promise<SessionFacts | null> {
	if (!UUID.test(sessionId)) return null;
	const session = await findSessionRow(db, sessionId);
	if (!session || session.endedAt || session.person.disabledAt) return null;
	if (session.version !== session.person.sessionVersion) return null;
	if (addMs(session.createdAt, SESSION_MAX_MS) <= (await appNow(db)))
		return null;
	return {
		actor: actorOf(session.person, session),
		mustChangePassword: session.person.mustChangePassword,
	};
}

/** The actor of a session, or null; one who must choose a password first is nobody yet. */
export async function actorOfSession(
	db: Db | Tx,
	sessionId: string,
): Promise<PersonActor | null> {
	const facts = await findSession(db, sessionId);
	return facts && !facts.mustChangePassword ? facts.actor : null;
}

/** Begins a session and audits it, in the caller's transaction; the audit comes last. */
export async function beginSession(
	tx: Tx,
	person: PersonRow,
	opening: {
		id: string;
		now: Date;
		how: "password" | "demo";
		trace: string;
		address: string | null;
	},
): Promise<void> {
	const { id, now, how, trace, address } = opening;
	const session = { id, createdAt: now, authenticatedAt: now };
	await insertSession(tx, {
		...session,
		personId: person.id,
		version: person.sessionVersion,
	});
	await appendAudit(
		tx,
		{ actor: actorOf(person, session), trace, address },
		now,
		[
			{
				action: "session.sign-in",
				subject: { type: "person", id: person.id },
				facts: { how },
			},
		],
	);
}

/** Ends the actor's own session; ending it twice changes nothing. */
export async function signOut(ctx: Ctx): Promise<void> {
	const { actor } = ctx;
	if (actor.kind !== "person") return;
	await transaction(ctx.db, async (tx) => {
		const now = await appNow(tx);
		if (!(await endSession(tx, actor.sessionId, now))) return;
		await appendAudit(tx, ctx, now, [
			{
				action: "session.sign-out",
				subject: { type: "person", id: actor.id },
			},
		]);
	});
}
