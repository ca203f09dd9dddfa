import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { readHead } from "@/lib/audit/store";
import { personIdOf } from "@/lib/auth/actor";
import { endDay } from "@/lib/checklists/commands";
import {
	type CommandContext,
	command,
	type Outcome,
	readsWithin,
} from "@/lib/command";
import { canonicalJson, sha256, toCanonical } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import type { NonEmpty } from "@/lib/core/non-empty";
import { queueMessage } from "@/lib/notifications/queue";
import { type Day, readDay, summaryKeyOf } from "./day-facts";
import { decideSignOff } from "./decide";
import { type Block, MEANING } from "./model";
import { findSignOff, insertSignOff } from "./store";
import { kpiSummary, signedSummary } from "./summary";

const OnAccount = z.object({ accountId: z.uuid() });
const scopeOf = (_: CommandContext, { accountId }: { accountId: string }) => ({
	account: accountId,
});

const subjectOf = ({ accountId, day }: Day) => ({
	subject: { type: "signoff", id: `${accountId}:${day}` },
	accountId,
});

/** Posts the KPI and anomaly summary of the account's day to the team channel, once a day. */
export const postSummary = command({
	permission: "checklist:confirm",
	input: OnAccount,
	scope: scopeOf,
	run: async (context, { accountId }) => {
		const day = await readDay(readsWithin(context), accountId);
		const text = kpiSummary(day);
		const isNew = await queueMessage(context.tx, {
			dedupeKey: summaryKeyOf(accountId, day.day),
			kind: "summary",
			text,
			now: context.now,
		});
		if (!isNew)
			throw new AppError("conflict", `${day.day} has its summary already`);
		return {
			value: { day: day.day, text },
			audit: [
				{
					action: "signoff.post-summary",
					...subjectOf(day),
					facts: { sha256: sha256(text) },
				},
			],
		};
	},
});

export type SignResult =
	| { kind: "signed"; id: string; day: string; sha256: string }
	| { kind: "refused"; day: string; by: NonEmpty<Block> };

/**
 * Signs the account's local day: freezes what is true now, hashes it, ends the checklist and tells the
 * team, in one transaction. A refusal is an answer, and audited. Throws `conflict` when it is signed.
 */
export const signDay = command({
	permission: "signoff",
	input: OnAccount,
	scope: scopeOf,
	run: async (context, { accountId }): Promise<Outcome<SignResult>> => {
		const signer = personIdOf(context.actor);
		if (!signer) throw new AppError("forbidden", "only a person signs a day");
		const day = await readDay(readsWithin(context), accountId);
		if (await findSignOff(context.tx, accountId, day.day))
			throw new AppError("conflict", `${day.day} is signed off already`);
		const decision = decideSignOff(day);
		if (decision.kind === "blocked") return refusal(day, decision.by);
		return freeze(context, day, signer);
	},
});

const refusal = (day: Day, by: NonEmpty<Block>): Outcome<SignResult> => ({
	value: { kind: "refused", day: day.day, by },
	audit: [
		{
			action: "signoff.refuse",
			...subjectOf(day),
			facts: { by: by.map(({ sentence }) => sentence) },
		},
	],
});

async function freeze(
	context: CommandContext,
	day: Day,
	signer: string,
): Promise<Outcome<SignResult>> {
	const { tx, now, actor } = context;
	const { accountId } = day;
	const head = await readHead(tx);
	const snapshot = toCanonical({
		...day,
		meaning: MEANING,
		signedBy: { id: signer, name: actor.name },
		signedAt: now,
		// AC-C5: the signer alone did everything.
		singlePerson: day.items.every(
			({ confirmation }) => confirmation?.byId === signer,
		),
		audit: { seq: head.seq, hash: head.hash },
	});
	const hash = sha256(canonicalJson(snapshot));
	const summary = signedSummary(day, { by: actor.name, sha256: hash });
	const id = await insertSignOff(tx, {
		accountId,
		day: day.day,
		meaning: MEANING,
		signedBy: signer,
		signedName: actor.name,
		signedAt: now,
		snapshot,
		sha256: hash,
		summary,
	});
	const ended = await endDay.inTx(context, { accountId, day: day.day });
	await queueMessage(tx, {
		dedupeKey: `signoff:${id}`,
		kind: "signoff",
		text: summary,
		now,
	});
	const signed: AuditEvent = {
		action: "signoff.sign",
		...subjectOf(day),
		after: { signOffId: id, sha256: hash, meaning: MEANING },
	};
	return {
		value: { kind: "signed", id, day: day.day, sha256: hash },
		audit: [signed, ...ended.audit],
	};
}
