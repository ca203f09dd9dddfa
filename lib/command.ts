import { z } from "zod";
import { type Auditor, appendAudit } from "@/lib/audit/append";
import type { AuditEvent } from "@/lib/audit/event";
import { type Actor, can, type Place, personIdOf } from "@/lib/auth/actor";
import { type Permission, SENSITIVE } from "@/lib/auth/permissions";
import { toCanonical } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import type { NonEmpty } from "@/lib/core/non-empty";
import { MINUTE } from "@/lib/core/time";
import { type Db, type Tx, transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";

/** Who acts, on which database, under which trace. It carries no clock. */
export type Ctx = Auditor & { db: Db };

/** What a use case sees inside its transaction. */
export type Scene = { tx: Tx; actor: Actor; now: Date; trace: string };

export type Outcome<T> = { value: T; audit: NonEmpty<AuditEvent> };

type Spec<S extends z.ZodType, T> = {
	/** A fixed permission, or one that depends on what is acted upon. */
	permission:
		| Permission
		| ((scene: Scene, input: z.output<S>) => Promise<Permission> | Permission);
	input: S;
	/** First of all, outside the act's transaction: what it counts stays counted when the act is refused. */
	before?: (ctx: Ctx) => Promise<void>;
	/** The places of the act, once known; any role will do when absent. */
	place?: (
		scene: Scene,
		input: z.output<S>,
	) => Promise<Place | readonly Place[]> | Place | readonly Place[];
	run: (scene: Scene, input: z.output<S>) => Promise<Outcome<T>>;
};

export type Command<S extends z.ZodType, T> = {
	(ctx: Ctx, raw: z.input<S>): Promise<T>;
	/** Joins a transaction that is already open; the caller appends the audit, last. */
	inTx: (scene: Scene, raw: z.input<S>) => Promise<Outcome<T>>;
};

export const REAUTH_GRACE_MS = 5 * MINUTE;

class Denied extends Error {
	constructor(
		readonly permission: Permission,
		readonly place: Place,
	) {
		super(permission);
	}
}

const isList = (value: Place | readonly Place[]): value is readonly Place[] =>
	Array.isArray(value);

function authorise(
	actor: Actor,
	permission: Permission,
	places: readonly Place[],
): void {
	// An act without a place is nobody's: fail closed.
	if (places.length === 0) throw new Denied(permission, "all");
	for (const place of places)
		if (!can(actor, permission, place)) throw new Denied(permission, place);
}

/** Throws `reauth_required` when a person's last authentication is too old for a sensitive act. */
export function demandFreshness(
	scene: Pick<Scene, "actor" | "now">,
	permission: Permission,
): void {
	const { actor, now } = scene;
	if (actor.kind !== "person" || !SENSITIVE.includes(permission)) return;
	if (now.getTime() - actor.authenticatedAt.getTime() <= REAUTH_GRACE_MS)
		return;
	throw new AppError("reauth_required", "enter your password again to do this");
}

type Attempt = { permission: Permission; place: Place; input?: unknown };

// A refusal is recorded in a transaction of its own: the refused one rolls back.
const record = (
	ctx: Ctx,
	{ permission, place }: Attempt,
	event: Pick<AuditEvent, "action" | "facts">,
): Promise<unknown> =>
	transaction(ctx.db, async (tx) =>
		appendAudit(tx, ctx, await appNow(tx), [
			{
				...event,
				subject: { type: "permission", id: permission },
				accountId: typeof place === "object" ? place.account : null,
			},
		]),
	);

async function denied(ctx: Ctx, denial: Denied): Promise<AppError> {
	await record(ctx, denial, { action: "access.deny" });
	return new AppError(
		"forbidden",
		`${ctx.actor.name} may not do this (${denial.permission})`,
		{ permission: denial.permission },
	);
}

const isId = (value: unknown) => z.uuid().safeParse(value).success;

/** What a rule refuses to a person who may do such acts, their own duties above all, is a failed attempt worth keeping (AC-A7). */
async function refused(
	ctx: Ctx,
	attempt: Attempt,
	{ message: why, details }: AppError,
): Promise<void> {
	if (ctx.actor.kind === "service" || !SENSITIVE.includes(attempt.permission))
		return;
	// Ids alone: whatever else somebody typed stays out of the log.
	const about = Object.fromEntries(
		Object.entries(attempt.input ?? {}).filter(([, value]) => isId(value)),
	);
	// Of many at once the command itself says which, and why.
	const each = details.refused ? { refused: toCanonical(details.refused) } : {};
	// Everybody reads an event of no one account, but not every sentence about all of them.
	const facts =
		typeof attempt.place === "object" ? { why, about, ...each } : { about };
	await record(ctx, attempt, { action: "access.refuse", facts });
}

const isRefusal = (error: unknown): error is AppError =>
	error instanceof AppError && error.code === "refused";

/**
 * The one way to change anything: authorise, parse, transact, audit. `run` cannot
 * return without an audit event, and the event commits with the change (R7).
 */
export function command<S extends z.ZodType, T>(
	spec: Spec<S, T>,
): Command<S, T> {
	const perform = async (
		scene: Scene,
		raw: z.input<S>,
		onLetIn: (attempt: Attempt) => void,
	): Promise<Outcome<T>> => {
		if (typeof spec.permission === "string")
			authorise(scene.actor, spec.permission, ["any"]);
		const input = spec.input.parse(raw);
		const permission =
			typeof spec.permission === "string"
				? spec.permission
				: await spec.permission(scene, input);
		const where = (await spec.place?.(scene, input)) ?? "any";
		const places = isList(where) ? where : [where];
		authorise(scene.actor, permission, places);
		demandFreshness(scene, permission);
		const [place = "all", ...others] = places;
		onLetIn({ permission, place: others.length > 0 ? "all" : place, input });
		return spec.run(scene, input);
	};
	const run = async (ctx: Ctx, raw: z.input<S>): Promise<T> => {
		await spec.before?.(ctx);
		const seen: { attempt?: Attempt } = {};
		const onLetIn = (attempt: Attempt) => {
			seen.attempt = attempt;
		};
		try {
			return await transaction(ctx.db, async (tx) => {
				const now = await appNow(tx);
				const scene = { tx, actor: ctx.actor, now, trace: ctx.trace };
				const { value, audit } = await perform(scene, raw, onLetIn);
				await appendAudit(tx, ctx, now, audit);
				return value;
			});
		} catch (error) {
			if (error instanceof Denied) throw await denied(ctx, error);
			if (seen.attempt && isRefusal(error))
				await refused(ctx, seen.attempt, error);
			throw error;
		}
	};
	const inTx = (scene: Scene, raw: z.input<S>): Promise<Outcome<T>> =>
		perform(scene, raw, () => undefined);
	return Object.assign(run, { inTx });
}

/** The id of the person behind an act; throws `forbidden` to a service. */
export function demandPerson({ actor }: Pick<Scene, "actor">): string {
	const id = personIdOf(actor);
	if (id) return id;
	throw new AppError(
		"forbidden",
		"only a person may do this: sign in, or set SIGNALBOX_TOKEN",
	);
}

/** Reads are authorised the same way: throws `forbidden` unless the actor may read there. */
export function demandRead(ctx: Ctx, place: Place = "any"): void {
	if (can(ctx.actor, "read", place)) return;
	throw new AppError("forbidden", "you have no role on this account");
}

/**
 * For a use case that does something outside before its command: throws `forbidden`, recorded like a command's own,
 * before anything has happened.
 */
export async function demand(
	ctx: Ctx,
	permission: Permission,
	place: Place,
): Promise<void> {
	if (can(ctx.actor, permission, place)) return;
	throw await denied(ctx, new Denied(permission, place));
}

/**
 * Lets a use case read through views inside its own transaction. Views only query, so the
 * methods that a transaction's client lacks are never missed.
 */
export const readsWithin = ({ tx, actor, trace }: Scene): Ctx => ({
	db: tx as Db,
	actor,
	trace,
	address: null,
});
