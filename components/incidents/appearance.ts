import type { Tone } from "@/components/ui/tone";
import type {
	IncidentSeverity,
	IncidentState,
	StateFilter,
} from "@/lib/incidents/model";

type Look = { tone: Tone; word: string };

export const STATE_LOOK: Record<IncidentState, Look> = {
	triage: { tone: "bad", word: "not acknowledged" },
	active: { tone: "warn", word: "active" },
	mitigated: { tone: "info", word: "mitigated" },
	resolved: { tone: "ok", word: "resolved" },
	closed: { tone: "neutral", word: "closed" },
	cancelled: { tone: "neutral", word: "cancelled" },
};

export const SEVERITY_LOOK: Record<IncidentSeverity, Look & { means: string }> =
	{
		1: { tone: "bad", word: "SEV1", means: "publishing is down or harmful" },
		2: { tone: "bad", word: "SEV2", means: "a serious part is failing" },
		3: { tone: "warn", word: "SEV3", means: "a part works badly" },
		4: { tone: "neutral", word: "SEV4", means: "a nuisance" },
	};

const SEVERITIES = [1, 2, 3, 4] as const satisfies readonly IncidentSeverity[];

export const FILTER_LABEL: Record<StateFilter, string> = {
	open: "Open",
	all: "All states",
	triage: "Not acknowledged",
	active: "Active",
	mitigated: "Mitigated",
	resolved: "Resolved",
	closed: "Closed",
	cancelled: "Cancelled",
};

export const severityOptions = SEVERITIES.map((severity) => ({
	value: String(severity),
	label: `SEV${severity}: ${SEVERITY_LOOK[severity].means}`,
}));

/** Who noticed it: a person, or one of the detectors. */
export const foundBy = (detector: string | null): string =>
	detector === null ? "a person" : `detector: ${detector.replaceAll("_", " ")}`;

/** For a filter, where room is short. */
export const severityNames = SEVERITIES.map((severity) => ({
	value: String(severity),
	label: SEVERITY_LOOK[severity].word,
}));

export const severityOf = (text: string): IncidentSeverity =>
	SEVERITIES.find((severity) => String(severity) === text) ?? 3;
