import { StatusChip } from "@/components/ui/status-chip";
import type { IncidentSeverity, IncidentState } from "@/lib/incidents/model";
import { SEVERITY_LOOK, STATE_LOOK } from "./appearance";

export function SeverityChip({ severity }: { severity: IncidentSeverity }) {
	const { tone, word } = SEVERITY_LOOK[severity];
	return <StatusChip tone={tone}>{word}</StatusChip>;
}

export function StateChip({ state }: { state: IncidentState }) {
	const { tone, word } = STATE_LOOK[state];
	return <StatusChip tone={tone}>{word}</StatusChip>;
}
