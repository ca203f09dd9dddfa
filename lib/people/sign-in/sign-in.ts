import { z } from "zod";
import { appendAudit } from "@/lib/audit/append";
import { serviceActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { type Db, transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { findPerson, type PersonRow } from "@/lib/people/store";
import {
	countAttempt,
	type Trier,
	takeBackAttempt,
} from "@/lib/people/throttle/tries";
import { isDemoDatabase } from "@/lib/people/tokens/store";
import { verifyPassword } from "./password";
import { beginSession } from "./sessions";

const Input = z.object({
	email: z.string().trim().toLowerCase().max(254),
	password: z.string().max(200),
	/** From the socket or a trusted proxy only; null when it is not known for certain. */
	address: z.string().nullable(),
	trace: z.string(),
});

export type SignIn =
	| {
			kind: "signed_in";
			sessionId: string;
			personId: string;
			mustChangePassword: boolean;
	  }
	/** Unknown, wrong or disabled: nobody outside learns which. */
	| { kind: "refused" }
	| { kind: "throttled"; retryAfterMs: number };

/** Signs a person in by password. A refusal is a value, audited, and costs the same time for anybody (T4). */
export async function signIn(
	db: Db,
	raw: z.input<typeof Input>,
): Promise<SignIn> {
	const input = Input.parse(raw);
	const verdict = await countAttempt(db, input);
	if (verdict.kind === "blocked")
		return { kind: "throttled", retryAfterMs: verdict.retryAfterMs };
	const person = await findPerson(db, { email: input.email });
	const matches = await verifyPassword(
		person?.passwordHash ?? null,
		input.password,
	);
	const known = person?.demo ? matches && (await isDemoDatabase(db)) : matches;
	if (!person || !known || person.disabledAt) return refuse(db, person, input);
	return admit(db, person, { ...input, how: "password" });
}

async function refuse(
	db: Db,
	person: PersonRow | null,
	input: Trier & { trace: string },
): Promise<SignIn> {
	const { trace, address } = input;
	const actor = serviceActor("web");
	await transaction(db, async (tx) =>
		appendAudit(tx, { actor, trace, address }, await appNow(tx), [
			{
				action: "session.refuse",
				subject: { type: "person", id: person?.id ?? "unknown" },
			},
		]),
	);
	return { kind: "refused" };
}

async function admit(
	db: Db,
	person: PersonRow,
	input: Trier & { trace: string; how: "password" | "demo" },
): Promise<SignIn> {
	const sessionId = newId();
	await transaction(db, async (tx) => {
		const now = await appNow(tx);
		if (input.how === "password") await takeBackAttempt(tx, input, now);
		await beginSession(tx, person, { ...input, id: sessionId, now });
	});
	return {
		kind: "signed_in",
		sessionId,
		personId: person.id,
		mustChangePassword: person.mustChangePassword,
	};
}

/** One click for a demo person, in demo mode. The caller proves that the server is bound to the loopback. */
export async function signInDemo(
	db: Db,
	input: { personId: string; address: string | null; trace: string },
): Promise<SignIn> {
	const person = z.uuid().safeParse(input.personId).success
		? await findPerson(db, { id: input.personId })
		: null;
	const allowed =
		person?.demo && !person.disabledAt && (await isDemoDatabase(db));
	if (!person || !allowed)
		return refuse(db, person, { ...input, email: person?.email ?? "" });
	return admit(db, person, { ...input, email: person.email, how: "demo" });
}
