import { addMs, DAY } from "@/lib/core/time";
import { jaccard, stems } from "@/lib/pipeline/sources/score";
import type { EvidenceSignal, HypothesisStatus } from "./model";
import { isKin, isPartOf, type Term, termsOf } from "./terms";

/** What was observed so long ago says nothing of this week. */
export const SIGNAL_DAYS = 7;
/** At most so many undecided topics of this week's signals. */
export const MAX_PROPOSED = 5;
const MIN_SIGNALS = 2;
const MAX_EVIDENCE = 20;
/** From so many signals on, a word that is in most of them tells none apart. */
const COMMON_FROM = 8;
const COMMON_SHARE = 0.5;
const SAME_SIGNALS = 0.5;
const SAME_TOPIC = 0.5;
const PER_MILLE = 1000;

export type BacklogFacts = {
	signals: readonly EvidenceSignal[];
	niche: string;
	/** Topics of the account's runs and posts. */
	taken: readonly string[];
	backlog: readonly {
		id: string;
		topic: string;
		status: HypothesisStatus;
		seenAt: Date;
	}[];
};

export type Proposal = {
	topic: string;
	statement: string;
	evidence: readonly EvidenceSignal[];
	/** When the newest of its signals was observed. */
	seenAt: Date;
};

export type BacklogChange = {
	add: Proposal[];
	seen: (Proposal & { id: string })[];
};

type Candidate = Term & { evidence: EvidenceSignal[]; strength: number };

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const strongestFirst = (a: EvidenceSignal, b: EvidenceSignal): number =>
	b.momentum - a.momentum || compare(a.signalId, b.signalId);

/** The week's signals, the strongest first; a story that a source tells twice counts once. */
function recent(signals: readonly EvidenceSignal[], now: Date) {
	const since = addMs(now, -SIGNAL_DAYS * DAY).toISOString();
	const stories = new Map<string, EvidenceSignal>();
	for (const signal of [...signals].sort(strongestFirst)) {
		const story = `${signal.source} ${stems(signal.title).join(" ")}`;
		if (signal.observedAt >= since && !stories.has(story))
			stories.set(story, signal);
	}
	return [...stories.values()];
}

/** Momentum in all, where a signal about the niche counts twice, and a phrase for as much as its words. */
function strengthIn(
	signals: readonly EvidenceSignal[],
	niche: readonly string[],
): (found: Omit<Candidate, "strength">) => number {
	const isAbout = ({ title }: EvidenceSignal) =>
		stems(title).some((stem) => niche.includes(stem));
	const about = new Set(signals.filter(isAbout));
	return ({ evidence, stems: { length } }) =>
		length *
		evidence.reduce(
			(sum, signal) => sum + signal.momentum * (about.has(signal) ? 2 : 1),
			0,
		);
}

/** What at least two signals of the week share, the strongest first. */
function findCandidates(
	signals: readonly EvidenceSignal[],
	niche: string[],
): Candidate[] {
	const found = new Map<string, Term & { evidence: EvidenceSignal[] }>();
	for (const signal of signals)
		for (const [key, term] of termsOf(signal.title)) {
			const one = found.get(key) ?? { ...term, evidence: [] };
			one.evidence.push(signal);
			found.set(key, one);
		}
	const isCommon = ({ evidence }: { evidence: readonly unknown[] }) =>
		signals.length >= COMMON_FROM &&
		evidence.length > COMMON_SHARE * signals.length;
	const strengthOf = strengthIn(signals, niche);
	return [...found.values()]
		.filter((one) => one.evidence.length >= MIN_SIGNALS && !isCommon(one))
		.map((one) => ({ ...one, strength: strengthOf(one) }))
		.sort(
			(a, b) =>
				b.strength - a.strength ||
				b.stems.length - a.stems.length ||
				compare(a.shown, b.shown),
		);
}

const idsOf = ({ evidence }: Candidate): Set<string> =>
	new Set(evidence.map(({ signalId }) => signalId));

const saysTheSame = (a: Candidate, b: Candidate): boolean =>
	isKin(a.stems, b.stems) || jaccard(idsOf(a), idsOf(b)) >= SAME_SIGNALS;

/** What needs no proposal, in stems. */
type Known = { niche: string[]; taken: string[][]; decided: string[][] };

/** The strongest that are neither the niche itself, nor taken up, nor decided, nor each other. */
function choose(
	candidates: readonly Candidate[],
	{ niche, taken, decided }: Known,
): Candidate[] {
	const takenSets = taken.map((topic) => new Set(topic));
	const chosen: Candidate[] = [];
	for (const one of candidates) {
		if (chosen.length === MAX_PROPOSED) break;
		const own = new Set(one.stems);
		const isKnown =
			isPartOf(one.stems, niche) ||
			decided.some((topic) => isKin(one.stems, topic)) ||
			takenSets.some((topic) => jaccard(own, topic) >= SAME_TOPIC);
		if (!isKnown && !chosen.some((other) => saysTheSame(one, other)))
			chosen.push(one);
	}
	return chosen;
}

const counted = (count: number, noun: string): string =>
	`${count} ${noun}${count === 1 ? "" : "s"}`;

function toProposal({ shown, evidence }: Candidate, niche: string): Proposal {
	const sources = new Set(evidence.map(({ source }) => source)).size;
	const mean =
		evidence.reduce((sum, { momentum }) => sum + momentum, 0) /
		(evidence.length * PER_MILLE);
	const newest = Math.max(
		...evidence.map(({ observedAt }) => Date.parse(observedAt)),
	);
	const readers = niche === "" ? "these sources" : niche;
	return {
		topic: shown,
		statement: `Posts about “${shown}” may reach people who follow ${readers}: it appeared in ${counted(evidence.length, "signal")} from ${counted(sources, "source")} in the last ${SIGNAL_DAYS} days, mean momentum ${mean.toFixed(2)} of 1.`,
		evidence: evidence.slice(0, MAX_EVIDENCE),
		seenAt: new Date(newest),
	};
}

/**
 * What a refresh changes: topics to propose (at most five of this week's signals are undecided at a
 * time), and undecided or kept ones that newer signals show again. The same facts, once applied, change nothing.
 */
export function decideBacklog(facts: BacklogFacts, now: Date): BacklogChange {
	const niche = stems(facts.niche);
	const candidates = findCandidates(recent(facts.signals, now), niche);
	const known = facts.backlog.map((row) => ({
		...row,
		stems: stems(row.topic),
	}));
	const proposed = known.filter(({ status }) => status === "proposed");
	const chosen = choose(candidates, {
		niche,
		taken: facts.taken.map(stems),
		decided: known
			.filter(({ status }) => status !== "proposed")
			.map((row) => row.stems),
	});
	return {
		add: chosen
			.filter((one) => !proposed.some((row) => isKin(row.stems, one.stems)))
			.map((one) => toProposal(one, facts.niche)),
		seen: known.flatMap((row) => {
			const key = row.stems.join(" ");
			const again = candidates.find((one) => one.stems.join(" ") === key);
			if (!again || row.status === "dropped") return [];
			const proposal = toProposal({ ...again, shown: row.topic }, facts.niche);
			return proposal.seenAt > row.seenAt ? [{ ...proposal, id: row.id }] : [];
		}),
	};
}
