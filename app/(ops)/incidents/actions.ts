"use server";
import { withReceipt } from "@/lib/audit/receipt";
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
import { runAction } from "@/lib/web/action";

type Input<C extends (ctx: never, input: never) => unknown> = Parameters<C>[1];

export async function openIncidentAction(input: Input<typeof openByHand>) {
	return runAction((own) => withReceipt(own, (ctx) => openByHand(ctx, input)));
}

export async function acknowledgeAction(
	input: Input<typeof acknowledgeIncident>,
) {
	return runAction((own) =>
		withReceipt(own, (ctx) => acknowledgeIncident(ctx, input)),
	);
}

export async function assignAction(input: Input<typeof assignIncident>) {
	return runAction((own) =>
		withReceipt(own, (ctx) => assignIncident(ctx, input)),
	);
}

export async function setEtaAction(input: Input<typeof setIncidentEta>) {
	return runAction((own) =>
		withReceipt(own, (ctx) => setIncidentEta(ctx, input)),
	);
}

export async function setSeverityAction(
	input: Input<typeof setIncidentSeverity>,
) {
	return runAction((own) =>
		withReceipt(own, (ctx) => setIncidentSeverity(ctx, input)),
	);
}

export async function mitigateAction(input: Input<typeof mitigateIncident>) {
	return runAction((own) =>
		withReceipt(own, (ctx) => mitigateIncident(ctx, input)),
	);
}

export async function resolveAction(input: Input<typeof resolveIncident>) {
	return runAction((own) =>
		withReceipt(own, (ctx) => resolveIncident(ctx, input)),
	);
}

export async function closeAction(input: Input<typeof closeIncident>) {
	return runAction((own) =>
		withReceipt(own, (ctx) => closeIncident(ctx, input)),
	);
}

export async function cancelAction(input: Input<typeof cancelIncident>) {
	return runAction((own) =>
		withReceipt(own, (ctx) => cancelIncident(ctx, input)),
	);
}

export async function noteAction(input: Input<typeof noteIncident>) {
	return runAction((own) =>
		withReceipt(own, (ctx) => noteIncident(ctx, input)),
	);
}
