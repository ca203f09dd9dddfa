import type { CallsStop } from "@/lib/accounts/model";
import { findAccount, listAccounts } from "@/lib/accounts/views";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { appNow, clockOffsetMs } from "@/lib/db/clock";
import { describeReasons } from "@/lib/governance/gate/describe";
import { readGovernanceFacts } from "@/lib/governance/gate/facts";
import { decideGate } from "@/lib/governance/gate/gate";
import type {
	EnvironmentSignals,
	GateDecision,
	GovernanceFacts,
	PostFacts,
	Signal,
} from "@/lib/governance/model";
import { readSettingFlags } from "@/lib/governance/signals/store";
import { approvedPostDue, decideMode, signalStates } from "./mode";

export type ModeView = {
	mode: "simulation" | "live" | "live_without_end" | "halted" | "policy_hold";
	sentence: string;
	until: string | null;
	accounts: string[];
	grantedBy: string[];
	missing: Signal[];
	flags: {
		dutiesOff: boolean;
		testClock: boolean;
		demo: boolean;
		auditWeak: boolean;
	};
	observedAt: string;
};

/** The bar across every page. */
export async function readMode(ctx: Ctx): Promise<ModeView> {
	const accounts = await listAccounts(ctx);
	const facts: { handle: string; facts: GovernanceFacts }[] = [];
	for (const { id, handle } of accounts)
		facts.push({
			handle,
			facts: await readGovernanceFacts(ctx.db, id, { lock: "none" }),
		});
	const now = await appNow(ctx.db);
	const mode = decideMode(facts, now);
	const setting = await readSettingFlags(ctx.db);
	return {
		...mode,
		until: mode.until?.toISOString() ?? null,
		flags: {
			dutiesOff: !setting.separationOfDuties,
			testClock: (await clockOffsetMs(ctx.db)) > 0,
			demo: setting.demo,
			auditWeak: setting.auditProtection !== "strong",
		},
		observedAt: now.toISOString(),
	};
}

export type Explanation = {
	account: string;
	mode: "live" | "simulated" | "held" | "stopped";
	reasons: string[];
	missing: Signal[];
	signals: {
		signal: Signal;
		on: boolean;
		source: string;
		grantedBy: string | null;
		until: string | null;
	}[];
	workersSeen: number;
	/** Why nothing goes out now, whatever the gate answers. */
	callsStop: CallsStop | null;
	at: string;
};

/**
 * What the gate would answer right now, and why. Without a post it answers for an approved one due now;
 * with an environment it answers for a worker started with that.
 */
export async function explainGate(
	ctx: Ctx,
	question: {
		accountId: string;
		post?: PostFacts;
		environment?: EnvironmentSignals;
	},
): Promise<Explanation> {
	demandRead(ctx, { account: question.accountId });
	const account = await findAccount(ctx, question.accountId);
	if (!account) throw new AppError("not_found", "there is no such account");
	const { environment, post } = question;
	const facts = await readGovernanceFacts(ctx.db, account.id, {
		lock: "none",
		...(environment && { environment }),
		...(post && { postId: post.id }),
	});
	const now = await appNow(ctx.db);
	const decision = decideGate(
		{ ...facts, post: post ?? approvedPostDue(now) },
		now,
	);
	return {
		account: account.handle,
		mode: decision.mode,
		reasons: describeReasons(decision),
		missing:
			decision.mode === "simulated"
				? decision.missing.map(({ signal }) => signal)
				: [],
		signals: signalStates(facts, now).map((state) => ({
			...state,
			until: state.until?.toISOString() ?? null,
		})),
		workersSeen: facts.workersSeen,
		callsStop: account.callsStop,
		at: now.toISOString(),
	};
}

/** What the gate would answer for a post approved and due at an instant to come, as things stand now. */
export async function foreseeGate(
	ctx: Ctx,
	accountId: string,
): Promise<(at: Date) => GateDecision["mode"]> {
	demandRead(ctx, { account: accountId });
	const facts = await readGovernanceFacts(ctx.db, accountId, { lock: "none" });
	return (at) => decideGate({ ...facts, post: approvedPostDue(at) }, at).mode;
}
