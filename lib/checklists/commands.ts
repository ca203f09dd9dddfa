import { z } from "zod";
import type { AccountView } from "@/lib/accounts/model";
import { findAccount } from "@/lib/accounts/views";
import type { AuditEvent } from "@/lib/audit/event";
import { personIdOf } from "@/lib/auth/actor";
import { type CommandContext, command, readsWithin } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { localDay } from "@/lib/core/time";
import { firstDayOf, missedDays } from "./days";
import { evaluateDay } from "./evaluate";
import { DAILY_ITEMS, isGood, VERDICTS } from "./model";
import {
	endInstance,
	findInstance,
	insertConfirmation,
	insertInstance,
	listInstances,
} from "./store";

const OnAccount = z.object({ accountId: z.uuid() });
const scopeOf = (_: CommandContext, { accountId }: { accountId: string }) => ({
	account: accountId,
});

async function loadAccount(
	context: CommandContext,
	id: string,
): Promise<AccountView> {
	const account = await findAccount(readsWithin(context), id);
	if (account) return account;
	throw new AppError("not_found", "there is no such account");
}

const dayEvent = (
	action: "checklist.open" | "checklist.miss",
	accountId: string,
	day: string,
): AuditEvent => ({
	action,
	subject: { type: "checklist", id: `${accountId}:${day}` },
	accountId,
	after: { day },
});

/**
 * Opens the account's local day and records the days that ended unsigned as missed. Throws
 * `conflict` when there is nothing to do, so that a day is opened once however many ask.
 */
export const openDay = command({
	permission: "run:advance",
	input: OnAccount,
	scope: scopeOf,
	run: async (context, { accountId }) => {
		const { tx, now } = context;
		const account = await loadAccount(context, accountId);
		const day = localDay(now, account.timeZone);
		const since = localDay(new Date(account.createdAt), account.timeZone);
		const missed = await markMissed(context, { accountId, today: day, since });
		const isNew = await insertInstance(tx, {
			accountId,
			day,
			state: "open",
			createdAt: now,
		});
		const audit = missed.map((ended) =>
			dayEvent("checklist.miss", accountId, ended),
		);
		if (isNew) audit.push(dayEvent("checklist.open", accountId, day));
		const [first, ...rest] = audit;
		if (!first) throw new AppError("conflict", `${day} is open already`);
		return { value: { day, isNew, missed }, audit: [first, ...rest] };
	},
});

async function markMissed(
	{ tx, now }: CommandContext,
	account: { accountId: string; today: string; since: string },
): Promise<string[]> {
	const { accountId } = account;
	const instances = await listInstances(tx, accountId, firstDayOf(account));
	const { absent, leftOpen } = missedDays({ ...account, instances });
	const marked: string[] = [];
	for (const day of absent) {
		const instance = {
			accountId,
			day,
			state: "missed",
			createdAt: now,
		} as const;
		if (await insertInstance(tx, instance)) marked.push(day);
	}
	for (const day of leftOpen)
		if (await endInstance(tx, { accountId, day }, "missed")) marked.push(day);
	return marked.sort();
}

export const ItemConfirmation = OnAccount.extend({
	item: z.enum(DAILY_ITEMS),
	seenVerdict: z.enum(VERDICTS),
	note: z.string().trim().min(3).max(1000).nullable().default(null),
});

/**
 * A person looked at an item's evidence. What is stored is what the server sees now; when that is
 * not what the person saw, it is a conflict. A note explains, it never turns a fail into a pass (R8).
 */
export const recordConfirmation = command({
	permission: "checklist:confirm",
	input: ItemConfirmation,
	scope: scopeOf,
	run: async (context, { accountId, item, seenVerdict, note }) => {
		const { tx, now, actor } = context;
		const person = personIdOf(actor);
		if (!person) throw new AppError("forbidden", "only a person confirms");
		const account = await loadAccount(context, accountId);
		const day = localDay(now, account.timeZone);
		const answer = (await evaluateDay(readsWithin(context), account))[item];
		if (answer.verdict !== seenVerdict)
			throw new AppError(
				"conflict",
				`the evidence has changed: ${answer.sentence} Look again.`,
				{ verdict: answer.verdict },
			);
		if (!isGood(answer.verdict) && note === null)
			throw new AppError("bad_input", "an item that is not good needs a note");
		const opened = await openInstance(context, accountId, day);
		await insertConfirmation(tx, {
			checklistId: opened.id,
			item,
			verdict: answer.verdict,
			evidence: answer,
			note,
			confirmedBy: person,
			confirmedAt: now,
		});
		return {
			value: { day, item, verdict: answer.verdict },
			audit: [
				{
					action: "checklist.confirm",
					subject: { type: "checklist", id: `${accountId}:${day}` },
					accountId,
					reason: note,
					after: { item, verdict: answer.verdict },
					facts: { sentence: answer.sentence, observedAt: answer.observedAt },
				},
				...(opened.isNew ? [dayEvent("checklist.open", accountId, day)] : []),
			],
		};
	},
});

async function openInstance(
	{ tx, now }: CommandContext,
	accountId: string,
	day: string,
): Promise<{ id: string; isNew: boolean }> {
	const fresh = { accountId, day, state: "open", createdAt: now } as const;
	const isNew = await insertInstance(tx, fresh);
	const instance = await findInstance(tx, accountId, day);
	if (instance?.state !== "open")
		throw new AppError("conflict", `${day} is ${instance?.state ?? "gone"}`);
	return { id: instance.id, isNew };
}

/** Ends the day as signed; the sign-off does it in its own transaction. */
export const endDay = command({
	permission: "signoff",
	input: OnAccount.extend({ day: z.iso.date() }),
	scope: scopeOf,
	run: async ({ tx }, { accountId, day }) => {
		if (!(await endInstance(tx, { accountId, day }, "signed")))
			throw new AppError("conflict", `${day} is not open`);
		return {
			value: { day },
			audit: [
				{
					action: "checklist.sign",
					subject: { type: "checklist", id: `${accountId}:${day}` },
					accountId,
					after: { day, state: "signed" },
				},
			],
		};
	},
});
