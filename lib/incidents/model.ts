import { z } from "zod";
import { canMove } from "@/lib/core/transitions";

export const INCIDENT_STATES = [
	"triage",
	"active",
	"mitigated",
	"resolved",
	"closed",
	"cancelled",
] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** Every move an incident may make (AC-I1); a cause that comes back within 15 min makes a resolved one active again. */
export const INCIDENT_TRANSITIONS = {
	triage: ["active", "cancelled"],
	active: ["mitigated", "resolved", "cancelled"],
	mitigated: ["active", "resolved"],
	resolved: ["active", "closed"],
	closed: [],
	cancelled: [],
} as const satisfies Record<IncidentState, readonly IncidentState[]>;

export const canMoveIncident = (
	from: IncidentState,
	to: IncidentState,
): boolean => canMove<IncidentState>(INCIDENT_TRANSITIONS, from, to);

/** The states in which a cause counts as open: a second incident of it is never made. */
export const OPEN_INCIDENT_STATES = [
	"triage",
	"active",
	"mitigated",
] as const satisfies readonly IncidentState[];

export const isIncidentOpen = (state: IncidentState): boolean =>
	(OPEN_INCIDENT_STATES as readonly IncidentState[]).includes(state);

/** 1 is the worst. */
export const IncidentSeverity = z.literal([1, 2, 3, 4]);
export type IncidentSeverity = z.output<typeof IncidentSeverity>;

export const IncidentNote = z
	.string()
	.trim()
	.min(3, "say why, in a few words")
	.max(1000);

export const Title = z.string().trim().min(3).max(160);

/** What was seen, in numbers and short texts; changes when the situation does, not with the clock. */
export const Evidence = z.record(
	z.string(),
	z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);
export type Evidence = z.output<typeof Evidence>;

/** A cause that comes back this soon after its incident was resolved makes it active again (AC-I5). */
export const REOPEN_WITHIN_MS = 15 * 60 * 1000;

/** The key of an incident opened by hand: the same words are the same cause. */
export const causeOf = (title: string): string =>
	`manual:${title.trim().toLowerCase().replace(/\s+/g, " ")}`;

export type IncidentView = {
	id: string;
	number: number;
	accountId: string | null;
	title: string;
	severity: IncidentSeverity;
	state: IncidentState;
	detector: string | null;
	dedupeKey: string;
	evidence: Evidence;
	owner: { id: string; name: string } | null;
	etaAt: string | null;
	/** The ETA has gone by and the incident is still open. */
	etaPassed: boolean;
	openedAt: string;
	impactStartedAt: string | null;
	detectedAt: string;
	acknowledgedAt: string | null;
	mitigatedAt: string | null;
	resolvedAt: string | null;
	closedAt: string | null;
	cancelReason: string | null;
};

export type EtaView = {
	etaAt: string;
	setByName: string;
	setAt: string;
	reason: string | null;
	/** Later than the promise before it. */
	slipped: boolean;
};

export type TimelineEntry = {
	seq: string;
	at: string;
	actor: string;
	action: string;
	reason: string | null;
	before: unknown;
	after: unknown;
	facts: unknown;
};

export type IncidentDetail = IncidentView & {
	etas: readonly EtaView[];
	slips: number;
	moves: readonly IncidentState[];
	timeline: readonly TimelineEntry[];
	observedAt: string;
};

/** `open`: everything that still needs somebody; the rest are the states themselves. */
export const STATE_FILTERS = ["open", "all", ...INCIDENT_STATES] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

export type IncidentFilter = {
	account: string | null;
	state: StateFilter;
	severity: IncidentSeverity | null;
};

type Search = { get: (name: string) => string | null };

/** What a URL asks for; what does not exist asks for nothing. */
export function incidentFilterOf(search: Search): IncidentFilter {
	const severity = IncidentSeverity.safeParse(Number(search.get("severity")));
	return {
		account: search.get("account"),
		state: z.enum(STATE_FILTERS).catch("open").parse(search.get("state")),
		severity: severity.success ? severity.data : null,
	};
}

export const matches = (
	{ state, severity }: Pick<IncidentView, "state" | "severity">,
	filter: Pick<IncidentFilter, "state" | "severity">,
): boolean =>
	(filter.severity === null || severity === filter.severity) &&
	(filter.state === "all" ||
		(filter.state === "open" ? isIncidentOpen(state) : state === filter.state));
