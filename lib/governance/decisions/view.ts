import { digestOf } from "@/lib/core/canonical-json";
import { describeReasons } from "@/lib/governance/gate/describe";
import { approvalFault } from "@/lib/governance/gate/gate";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import { isFor, windowStatus } from "@/lib/governance/window";
import { describeApprovalThen, describeDecision } from "./describe";
import { describeMissing, wordsOf } from "./describe-missing";
import type {
	ApprovalThen,
	DecisionView,
	SignalThen,
	StopThen,
	WindowThen,
	WorkerThen,
} from "./model";
import {
	namedDecision,
	nameIn,
	type ReadRecord,
	readRecord,
	type Telling,
} from "./record";
import type { DecisionRecord } from "./store";

/** SHA-256 of a record as it is stored: what its audit event carries. */
export const recordDigest = (record: DecisionRecord): string =>
	digestOf(record);

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The window that the answer rests on, else the open one nearest to it. */
function windowThatCounts(record: ReadRecord) {
	const { facts, windowId, at } = record;
	const fitting = facts.windows.filter((window) => isFor(window, facts.post));
	return (
		fitting.find(({ id }) => id === windowId) ??
		fitting.find((window) => windowStatus(window, at) === "open")
	);
}

function missingIn({ decision }: ReadRecord) {
	if (decision.mode === "simulated") return decision.missing;
	if (decision.mode !== "held") return [];
	return decision.why.flatMap((hold) =>
		hold.kind === "second_gate" ? hold.missing : [],
	);
}

function signalThen(
	signal: Signal,
	record: ReadRecord,
	telling: Telling,
): SignalThen {
	const off = { grantedBy: null, grantedAt: null, until: null };
	if (record.facts.environment[signal])
		return { signal, on: true, source: "environment", why: null, ...off };
	const window = windowThatCounts(record);
	const missing = missingIn(record).find((each) => each.signal === signal);
	const grant = window?.grants.find((each) => each.signal === signal);
	if (!missing && window && grant?.grantorEntitled)
		return {
			signal,
			on: true,
			source: "window",
			grantedBy: nameIn(telling, grant.grantedBy),
			grantedAt: grant.grantedAt.toISOString(),
			until: window.closesAt.toISOString(),
			why: null,
		};
	const why = missing
		? describeMissing(missing, record, telling)
		: "it was not granted";
	return { signal, on: false, source: "none", why, ...off };
}

const windowsThen = (record: ReadRecord, telling: Telling): WindowThen[] =>
	record.facts.windows
		.filter((window) => isFor(window, record.facts.post))
		.map((window) => ({
			id: window.id,
			kind: window.kind,
			revision: window.revision,
			opensAt: window.opensAt.toISOString(),
			closesAt: window.closesAt.toISOString(),
			closedAt: iso(window.closedAt),
			status: windowStatus(window, record.at),
			postsUsed: window.postsUsed,
			postCap: window.postCap,
			requestedBy: nameIn(telling, window.requestedBy),
			grants: window.grants.map((grant) => ({
				signal: grant.signal,
				by: nameIn(telling, grant.grantedBy),
				at: grant.grantedAt.toISOString(),
				counted: grant.grantorEntitled,
			})),
			used: window.id === record.windowId,
		}));

function workersThen(record: ReadRecord): WorkerThen[] {
	const { askedBy } = record.facts;
	return wordsOf(record).map((worker) => ({
		id: worker.id,
		place: worker.host && `${worker.host}, process ${worker.pid}`,
		set: [
			...SIGNALS.filter((signal) => worker[signal]),
			...(worker.locked ? ["PUBLISH_LOCKED"] : []),
		],
		asked: worker.id === askedBy?.id,
	}));
}

function approvalThen(
	{ facts }: ReadRecord,
	telling: Telling,
): ApprovalThen | null {
	const { approval, approvedBy } = facts.post;
	if (approval.kind !== "approved") return null;
	return {
		by: approvedBy ? nameIn(telling, approvedBy) : "unknown",
		kind: approval.by,
		decidedAt: approval.decidedAt.toISOString(),
		validUntil: approval.validUntil.toISOString(),
		digest: approval.digest,
	};
}

const stopsThen = ({ facts, at }: ReadRecord, telling: Telling): StopThen[] => [
	...facts.halts.map((halt) => ({
		id: halt.id,
		kind: "halt" as const,
		by: nameIn(telling, halt.setBy),
		reason: halt.reason,
		since: halt.setAt.toISOString(),
		until: null,
	})),
	...facts.holds
		.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)
		.map((hold) => ({
			id: hold.id,
			kind: "policy hold" as const,
			by: nameIn(telling, hold.setBy),
			reason: hold.reason,
			since: hold.startsAt.toISOString(),
			until: hold.endsAt.toISOString(),
		})),
];

type AccountLabel = { handle: string; zone: string };

/** A record as people read it. */
export function viewDecision(
	stored: DecisionRecord,
	{ handle, zone }: AccountLabel,
	names: ReadonlyMap<string, string>,
): DecisionView {
	const record = readRecord(stored);
	const telling = { names, zone };
	const { post, environment } = record.facts;
	const fault = approvalFault(post, record.at);
	return {
		id: record.id,
		postId: record.postId,
		accountId: record.accountId,
		handle,
		zone,
		at: record.at.toISOString(),
		phase: record.phase,
		mode: record.mode,
		sentence: describeDecision(record, telling),
		reasons: describeReasons(namedDecision(record, telling)),
		signals: SIGNALS.map((signal) => signalThen(signal, record, telling)),
		windows: windowsThen(record, telling),
		approval: approvalThen(record, telling),
		approvalFault: fault && describeApprovalThen(fault),
		digest: post.digest,
		slotAt: post.slotAt.toISOString(),
		brakes: stopsThen(record, telling),
		locked: environment.locked,
		workers: workersThen(record),
		duties: record.duties,
		policyVersion: record.policyVersion,
		sha256: recordDigest(stored),
	};
}
