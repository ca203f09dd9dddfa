"use server";
import {
	acknowledgeIncident,
	cancelIncident,
	closeIncident,
	mitigateIncident,
	resolveIncident,
} from "@/lib/incidents/incident/commands";
import { openByHand } from "@/lib/incidents/incident/commands-by-hand";
import {
	assignIncident,
	noteIncident,
	setIncidentEta,
	setIncidentSeverity,
} from "@/lib/incidents/incident/commands-care";
import { action } from "@/lib/web/action";

export const openIncidentAction = action(openByHand);

export const acknowledgeAction = action(acknowledgeIncident);

export const assignAction = action(assignIncident);

export const setEtaAction = action(setIncidentEta);

export const setSeverityAction = action(setIncidentSeverity);

export const mitigateAction = action(mitigateIncident);

export const resolveAction = action(resolveIncident);

export const closeAction = action(closeIncident);

export const cancelAction = action(cancelIncident);

export const noteAction = action(noteIncident);
