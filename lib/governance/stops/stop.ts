import type { AuditEvent } from "@/lib/audit/event";
import { can } from "@/lib/auth/actor";
import type { CommandContext, Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty } from "@/lib/core/non-empty";
import { appNow } from "@/lib/db/clock";
import { lockStops } from "@/lib/db/stop-lock";
import { workersGranted } from "@/lib/governance/signals/decide";
import { listWorkerWords } from "@/lib/governance/signals/store";
import type { CallUnderWay, Stopped } from "./model";
import { insertHalt, listCallsUnderWay } from "./store";

type Begun = {
	context: CommandContext;
	/** All of them, by id: the log's word does not depend on who stopped. */
	facts: ReturnType<typeof factsOf>;
	/** Those on accounts that the stopper sees. */
	calls: CallUnderWay[];
};

/**
 * First of all in a stop: waits for second gates that are under way and keeps new ones out until the caller
 * commits (R3). From then on the calls under way are known. The scene goes on by the clock after the wait: an
 * intent that the stop waited for is older than the stop, also by what is written of both.
 */
export async function beginStop(
	asked: CommandContext,
	accountIds: readonly string[],
): Promise<Begun> {
	const { tx, actor } = asked;
	await lockStops(tx);
	const calls = await listCallsUnderWay(tx, accountIds);
	return {
		context: { ...asked, now: await appNow(tx) },
		facts: factsOf(calls),
		calls: calls.filter(({ accountId }) =>
			can(actor, "read", { account: accountId }),
		),
	};
}

/** What the log keeps of the calls that a stop came too late for. */
export const factsOf = (calls: readonly CallUnderWay[]) => ({
	callsUnderWay: calls.map(({ postId }) => postId),
});

export type NewHalt = {
	accountId: string | null;
	kind: "operational" | "policy";
	reason: string;
};

/** Writes a halt down; the caller has begun the stop. */
export async function addHalt(
	{ tx, actor, now }: CommandContext,
	halt: NewHalt,
): Promise<{ id: string; audit: AuditEvent }> {
	const id = await insertHalt(tx, {
		...halt,
		setBy: actor.id,
		setByName: actor.name,
		setAt: now,
	});
	const audit: AuditEvent = {
		action: "halt.set",
		subject: { type: "halt", id },
		accountId: halt.accountId,
		reason: halt.reason,
		after: { kind: halt.kind },
	};
	return { id, audit };
}

const describeWorkers = (workers: readonly { host: string; pid: number }[]) =>
	workers.map(({ host, pid }) => `${host}, process ${pid}`).join("; ");

/** A stop under which the environment alone would keep all three signals on halts these accounts too (R3); none named is all. */
export async function haltWhereEnvironmentGrants(
	context: CommandContext,
	accountIds: readonly string[],
	reason: string,
): Promise<{ haltsSet: string[]; audit: AuditEvent[] }> {
	const granted = workersGranted(await listWorkerWords(context.tx));
	if (granted.length === 0) return { haltsSet: [], audit: [] };
	const why = granted.some(({ silent }) => silent)
		? `${reason} (all three signals are on at ${describeWorkers(granted)}, not heard of for 30 s)`
		: reason;
	const scopes = accountIds.length === 0 ? [null] : accountIds;
	const haltsSet: string[] = [];
	const audit: AuditEvent[] = [];
	for (const accountId of scopes) {
		const kind = "operational" as const;
		const halt = await addHalt(context, { accountId, kind, reason: why });
		haltsSet.push(halt.id);
		audit.push(halt.audit);
	}
	return { haltsSet, audit };
}

/** What a stop did that found nothing to end. Throws `conflict` with `why` where it set no halt either. */
export function haltsAlone(
	stop: Stopped & Pick<Begun, "facts"> & { audit: readonly AuditEvent[] },
	why: string,
): Outcome<Stopped> {
	const { haltsSet, calls, facts } = stop;
	const audit = stop.audit.map((event) => ({ ...event, facts }));
	if (!isNonEmpty(audit)) throw new AppError("conflict", why);
	return { value: { haltsSet, calls }, audit };
}
