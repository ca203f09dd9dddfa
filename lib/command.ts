import { z } from "zod";
import { type Auditor, appendAudit } from "@/lib/audit/append";
import type { AuditEvent, ChainedEvent } from "@/lib/audit/event";
import { type Actor, can, personIdOf, type Scope } from "@/lib/auth/actor";
import { type Permission, SENSITIVE } from "@/lib/auth/permissions";
import { toCanonical } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import type { NonEmpty } from "@/lib/core/non-empty";
import { MINUTE } from "@/lib/core/time";
import { type Db, type Tx, transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";

/** Who acts, on which database, under which trace. It carries no clock. */
export type Ctx = Auditor & {
	db: Db;
	/** Where commands note the events that they committed, for whoever wants a receipt. */
	recorded?: ChainedEvent[];
};

/** What a use case sees inside its transaction. */
export type CommandContext = { tx: Tx; actor: Actor; now: Date; trace: string };

export type Outcome<T> = { value: T; audit: NonEmpty<AuditEvent> };

type Spec<S extends z.ZodType, T> = {
	/** A fixed permission, or one that depends on what is acted upon. */
	permission:
		| Permission
		| ((
				context: CommandContext,
				input: z.output<S>,
		  ) => Promise<Permission> | Permission);
	input: S;
	/** First of all, outside the act's transaction: what it counts stays counted when the act is refused. */
	before?: (ctx: Ctx) => Promise<void>;
	/** The scopes of the change, once known; any role will do when absent. */
	scope?: (
		context: CommandContext,
		input: z.output<S>,
	) => Promise<Scope | readonly Scope[]> | Scope | readonly Scope[];
	run: (context: CommandContext, input: z.output<S>) => Promise<Outcome<T>>;
};

export type Command<S extends z.ZodType, T> = {
	(ctx: Ctx, raw: z.input<S>): Promise<T>;
	/** Joins a transaction that is already open; the caller appends the audit, last. */
	inTx: (context: CommandContext, raw: z.input<S>) => Promise<Outcome<T>>;
};

export const REAUTH_GRACE_MS = 5 * MINUTE;

class Denied extends Error {
	constructor(
		readonly permission: Permission,
		readonly scope: Scope,
	) {
		super(permission);
	}
}

const isList = (value: Scope | readonly Scope[]): value is readonly Scope[] =>
	Array.isArray(value);

function authorise(
	actor: Actor,
	permission: Permission,
	scopes: readonly Scope[],
): void {
	// A change without a scope is nobody's: fail closed.
	if (scopes.length === 0) throw new Denied(permission, "all");
	for (const scope of scopes)
		if (!can(actor, permission, scope)) throw new Denied(permission, scope);
}

/** Throws `reauth_required` when a person's last authentication is too old for a sensitive act. */
export function demandFreshness(
	context: Pick<CommandContext, "actor" | "now">,
	permission: Permission,
): void {
	const { actor, now } = context;
	if (actor.kind !== "person" || !SENSITIVE.includes(permission)) return;
	if (now.getTime() - actor.authenticatedAt.getTime() <= REAUTH_GRACE_MS)
		return;
	throw new AppError("reauth_required", "enter your password again to do this");
}

type Attempt = { permission: Permission; scope: Scope; input?: unknown };

// A refusal is recorded in a transaction of its own: the refused one rolls back.
const record = async (
	ctx: Ctx,
	{ permission, scope }: Attempt,
	event: Pick<AuditEvent, "action" | "facts">,
): Promise<void> => {
	const events = await transaction(ctx.db, async (tx) =>
		appendAudit(tx, ctx, await appNow(tx), [
			{
				...event,
				subject: { type: "permission", id: permission },
				accountId: typeof scope === "object" ? scope.account : null,
			},
		]),
	);
	ctx.recorded?.push(...events);
};

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
		typeof attempt.scope === "object" ? { why, about, ...each } : { about };
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
		context: CommandContext,
		raw: z.input<S>,
		onLetIn: (attempt: Attempt) => void,
	): Promise<Outcome<T>> => {
		if (typeof spec.permission === "string")
			authorise(context.actor, spec.permission, ["any"]);
		const input = spec.input.parse(raw);
		const permission =
			typeof spec.permission === "string"
				? spec.permission
				: await spec.permission(context, input);
		const where = (await spec.scope?.(context, input)) ?? "any";
		const scopes = isList(where) ? where : [where];
		authorise(context.actor, permission, scopes);
		demandFreshness(context, permission);
		const [scope = "all", ...others] = scopes;
		onLetIn({ permission, scope: others.length > 0 ? "all" : scope, input });
		return spec.run(context, input);
	};
	const run = async (ctx: Ctx, raw: z.input<S>): Promise<T> => {
		await spec.before?.(ctx);
		const seen: { attempt?: Attempt } = {};
		const onLetIn = (attempt: Attempt) => {
			seen.attempt = attempt;
		};
		try {
			const { value, events } = await transaction(ctx.db, async (tx) => {
				const now = await appNow(tx);
				const context = { tx, actor: ctx.actor, now, trace: ctx.trace };
				const { value, audit } = await perform(context, raw, onLetIn);
				return { value, events: await appendAudit(tx, ctx, now, audit) };
			});
			ctx.recorded?.push(...events);
			return value;
		} catch (error) {
			if (error instanceof Denied) throw await denied(ctx, error);
			if (seen.attempt && isRefusal(error))
				await refused(ctx, seen.attempt, error);
			throw error;
		}
	};
	const inTx = (
		context: CommandContext,
		raw: z.input<S>,
	): Promise<Outcome<T>> => perform(context, raw, () => undefined);
	return Object.assign(run, { inTx });
}

/** The id of the person behind an act; throws `forbidden` to a service. */
export function demandPerson({ actor }: Pick<CommandContext, "actor">): string {
	const id = personIdOf(actor);
	if (id) return id;
	throw new AppError(
		"forbidden",
		"only a person may do this: sign in, or set SIGNALBOX_TOKEN",
	);
}

/** Reads are authorised the same way: throws `forbidden` unless the actor may read there. */
export function demandRead(ctx: Ctx, scope: Scope = "any"): void {
	if (can(ctx.actor, "read", scope)) return;
	throw new AppError("forbidden", "you have no role on this account");
}

/**
 * For a use case that does something outside before its command: throws `forbidden`, recorded like a command's own,
 * before anything has happened.
 */
export async function demand(
	ctx: Ctx,
	permission: Permission,
	scope: Scope,
): Promise<void> {
	if (can(ctx.actor, permission, scope)) return;
	throw await denied(ctx, new Denied(permission, scope));
}

/**
 * Lets a use case read through views inside its own transaction. Views only query, so the
 * methods that a transaction's client lacks are never missed.
 */
export const readsWithin = ({ tx, actor, trace }: CommandContext): Ctx => ({
	db: tx as Db,
	actor,
	trace,
	address: null,
});
