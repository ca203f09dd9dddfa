import { z } from "zod";
import { appendAudit } from "@/lib/audit/append";
import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { type Tx, transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { NewPassword } from "@/lib/people/model";
import { loadPerson } from "@/lib/people/store";
import { countAttempt, takeBackAttempt } from "@/lib/people/throttle/tries";
import { hashPassword, verifyPassword } from "./password";
import type { PersonActor } from "./sessions";
import { replacePassword, touchSession } from "./store";

export type PasswordConfirmation =
	| { kind: "confirmed" }
	| { kind: "refused" }
	| { kind: "throttled"; retryAfterMs: number };

function demandPerson(ctx: Ctx): PersonActor {
	if (ctx.actor.kind === "person") return ctx.actor;
	throw new AppError(
		"forbidden",
		"only a person who is signed in has a password",
	);
}

/** Checks the actor's own password, throttled like a sign-in, and runs `then` with the audit last. */
async function withPassword(
	ctx: Ctx,
	password: string,
	then: (tx: Tx, actor: PersonActor, now: Date) => Promise<void>,
): Promise<PasswordConfirmation> {
	const actor = demandPerson(ctx);
	const trier = { email: actor.email, address: ctx.address };
	const verdict = await countAttempt(ctx.db, trier);
	if (verdict.kind === "blocked")
		return { kind: "throttled", retryAfterMs: verdict.retryAfterMs };
	const { passwordHash } = await loadPerson(ctx.db, actor.id);
	const matches = await verifyPassword(passwordHash, password);
	await transaction(ctx.db, async (tx) => {
		const now = await appNow(tx);
		if (!matches) return refuse(tx, ctx, now);
		await takeBackAttempt(tx, trier, now);
		await then(tx, actor, now);
	});
	return { kind: matches ? "confirmed" : "refused" };
}

async function refuse(tx: Tx, ctx: Ctx, now: Date): Promise<void> {
	const { id } = ctx.actor;
	await appendAudit(tx, { ...ctx, actor: serviceActor("web") }, now, [
		{ action: "session.refuse", subject: { type: "person", id } },
	]);
}

/** The password again, for sensitive acts: five minutes of grace begin. */
export const reauthenticate = (
	ctx: Ctx,
	input: { password: string },
): Promise<PasswordConfirmation> =>
	withPassword(ctx, input.password.slice(0, 200), async (tx, actor, now) => {
		await touchSession(tx, actor.sessionId, now);
		await appendAudit(tx, ctx, now, [
			{
				action: "session.reauthenticate",
				subject: { type: "person", id: actor.id },
			},
		]);
	});

const Change = z
	.object({ current: z.string().max(200), next: NewPassword })
	.refine(({ current, next }) => current.normalize("NFC") !== next, {
		path: ["next"],
		message: "choose another password than the present one",
	});

/** Changes the actor's own password and ends their other sessions; also the way out of a one-time password. */
export async function changePassword(
	ctx: Ctx,
	raw: z.input<typeof Change>,
): Promise<PasswordConfirmation> {
	const { current, next } = Change.parse(raw);
	const passwordHash = await hashPassword(next);
	return withPassword(ctx, current, async (tx, actor, now) => {
		const at = { personId: actor.id, keepSessionId: actor.sessionId, now };
		await replacePassword(tx, at, passwordHash);
		await appendAudit(tx, ctx, now, [
			{
				action: "person.change-password",
				subject: { type: "person", id: actor.id },
			},
		]);
	});
}
