import type { ActionResult } from "@/components/ui/actions/action-result";
import type { Receipt } from "@/lib/audit/receipt";
import type {
	Evidence,
	IncidentSeverity,
	IncidentState,
} from "@/lib/incidents/model";

type Act<Input, Value> = (
	input: Input,
) => Promise<ActionResult<Receipt<Value>>>;

/** So many minutes from now, or a wall-clock time of a zone. */
export type EtaChoice = { inMinutes: number } | { local: string; zone: string };

export type OpenAct = Act<
	{
		accountId: string | null;
		title: string;
		severity: IncidentSeverity;
		dedupeKey?: string | undefined;
		evidence?: Evidence;
		ownerId: string | null;
		etaAt: EtaChoice | null;
	},
	{ number: number; outcome: "opened" | "reopened" | "noted" }
>;

type Moved = { state: IncidentState };
type OnIncident = { incidentId: string };
type Explained = OnIncident & { reason: string };

/** What can be done about one incident; the page hands them in. */
export type IncidentActs = {
	acknowledge: Act<OnIncident, Moved>;
	assign: Act<OnIncident & { ownerId: string }, { owner: { name: string } }>;
	setEta: Act<
		OnIncident & { etaAt: EtaChoice; reason: string | null },
		{ slipped: boolean }
	>;
	setSeverity: Act<
		OnIncident & { severity: IncidentSeverity; reason: string | null },
		{ severity: IncidentSeverity }
	>;
	mitigate: Act<Explained, Moved>;
	resolve: Act<Explained, Moved>;
	close: Act<OnIncident & { review: string | null }, Moved>;
	cancel: Act<Explained, Moved>;
	note: Act<OnIncident & { text: string }, unknown>;
};
