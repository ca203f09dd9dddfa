import {
	type OwnPolicyRequest,
	readPolicyRequestsOf,
} from "@/lib/accounts/leaving";
import { can } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { canBeHandedOver } from "@/lib/governance/leaving/hand-over";
import {
	type OwnGovernance,
	readStandingOf,
} from "@/lib/governance/leaving/views";
import type { Incident } from "@/lib/incidents/incident/store";
import { listOwnedBy } from "@/lib/incidents/incident/store-owned";
import type { PersonView } from "@/lib/people/model";
import { listPeople } from "@/lib/people/views";
import { readApprovedBy } from "@/lib/publishing/outcomes/views";
import { refuseSuccessor, type ToTakeOver } from "./decide";
import type { Leaving } from "./model";

/** All that hangs on a person, as it is kept. */
export type OwnThings = OwnGovernance & {
	person: PersonView;
	people: PersonView[];
	incidents: Incident[];
	policyRequests: OwnPolicyRequest[];
	posts: Awaited<ReturnType<typeof readApprovedBy>>;
	toTakeOver: ToTakeOver;
};

/** Throws `not_found`. */
export async function readOwnThings(
	ctx: Ctx,
	personId: string,
): Promise<OwnThings> {
	const people = await listPeople(ctx);
	const person = people.find(({ id }) => id === personId);
	if (!person) throw new AppError("not_found", "no such person");
	const governance = await readStandingOf(ctx, personId);
	const incidents = await listOwnedBy(ctx.db, personId);
	return {
		...governance,
		person,
		people,
		incidents,
		policyRequests: await readPolicyRequestsOf(ctx, personId),
		posts: await readApprovedBy(ctx, personId),
		toTakeOver: {
			personId,
			windows: governance.windows.filter(canBeHandedOver),
			incidents,
			duties: await readSeparationOfDuties(ctx.db),
		},
	};
}

/** What somebody would leave behind, and who could take it over: for those who manage people. */
export async function readLeaving(
	ctx: Ctx,
	personId: string,
): Promise<Leaving> {
	if (!can(ctx.actor, "people:manage", "all"))
		throw new AppError("forbidden", "administrators manage people");
	const own = await readOwnThings(ctx, personId);
	const { person, people, toTakeOver } = own;
	return {
		person: { id: person.id, name: person.name },
		windows: own.windows.map((window) => ({
			id: window.id,
			reason: window.reason,
			opensAt: window.opensAt.toISOString(),
			closesAt: window.closesAt.toISOString(),
			handsOver: canBeHandedOver(window),
		})),
		grants: own.grants.map(({ windowId, signal, window }) => ({
			windowId,
			signal,
			reason: window.reason,
		})),
		incidents: own.incidents.map(({ id, number, title, severity }) => ({
			id,
			number,
			title,
			severity,
		})),
		requests: [
			...own.policyRequests.map(({ id, reason }) => ({
				kind: "auto_clean" as const,
				id,
				reason,
			})),
			...own.holdEnds.map(({ id, reason }) => ({
				kind: "hold_end" as const,
				id,
				reason,
			})),
		],
		posts: own.posts.map(({ id, title, handle, slotAt }) => ({
			id,
			title,
			handle,
			slotAt: slotAt.toISOString(),
		})),
		successors: people
			.filter(({ id, disabledAt }) => id !== personId && disabledAt === null)
			.map((each) => ({
				id: each.id,
				name: each.name,
				refusal: refuseSuccessor(each, toTakeOver),
			})),
	};
}
