import { z } from "zod";
import { withdrawPolicyRequests } from "@/lib/accounts/leaving";
import type { AuditEvent } from "@/lib/audit/event";
import {
	type CommandContext,
	command,
	type Outcome,
	readsWithin,
} from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import {
	handOverWindows,
	withdrawHoldEnds,
} from "@/lib/governance/leaving/hand-over";
import type { CallUnderWay } from "@/lib/governance/stops/model";
import {
	beginStop,
	factsOf,
	haltWhereEnvironmentGrants,
} from "@/lib/governance/stops/stop";
import { subjectOf } from "@/lib/incidents/incident/commands-open";
import { saveIncident } from "@/lib/incidents/incident/store";
import { IncidentNote } from "@/lib/incidents/model";
import { queueMessage } from "@/lib/notifications/queue";
import { disablePerson } from "@/lib/people/admin/commands";
import { refuseSuccessor } from "./decide";
import type { Left } from "./model";
import { describeLeft } from "./notify";
import { type OwnThings, readOwnThings } from "./views";

const Leave = z.object({
	personId: z.uuid(),
	/** Who takes over what is handed over; without one windows are withdrawn and incidents have no owner. */
	successorId: z.uuid().nullable().default(null),
	reason: IncidentNote,
});
type Leave = z.output<typeof Leave>;

/** Throws `not_found`, and `refused` with the sentence where they cannot take it all over. */
function demandSuccessor(own: OwnThings, id: string | null): string | null {
	if (id === null) return null;
	const successor = own.people.find((person) => person.id === id);
	if (!successor) throw new AppError("not_found", "there is no such successor");
	const why = refuseSuccessor(successor, own.toTakeOver);
	if (why) throw new AppError("refused", why);
	return successor.name;
}

async function handOverIncidents(
	{ tx }: CommandContext,
	{ incidents }: OwnThings,
	{ personId, successorId, reason }: Leave,
): Promise<AuditEvent[]> {
	const audit: AuditEvent[] = [];
	for (const incident of incidents) {
		await saveIncident(tx, incident, { ownerId: successorId });
		audit.push({
			action: "incident.assign",
			...subjectOf(incident),
			reason,
			before: { ownerId: personId },
			after: { ownerId: successorId },
		});
	}
	return audit;
}

/** The accounts on which an open window lost something; none named is every account, null is none at all. */
function accountsStopped(
	{ grants, windows }: Pick<OwnThings, "grants" | "windows">,
	withdrawn: readonly { id: string }[],
	now: Date,
): string[] | null {
	const ended = windows.filter(({ id }) =>
		withdrawn.some((window) => window.id === id),
	);
	const open = [...grants.map(({ window }) => window), ...ended].filter(
		({ opensAt }) => opensAt <= now,
	);
	if (open.length === 0) return null;
	return open.some(({ accountIds }) => accountIds.length === 0)
		? []
		: [...new Set(open.flatMap(({ accountIds }) => accountIds))];
}

/** Calls that rest on this person's word: on an account whose window they had a part in, or on their approval. */
const callsOf = (
	calls: readonly CallUnderWay[],
	{ posts }: OwnThings,
	stopped: readonly string[] | null,
): CallUnderWay[] =>
	calls.filter(
		({ accountId, postId }) =>
			stopped?.length === 0 ||
			stopped?.includes(accountId) ||
			posts.some(({ id }) => id === postId),
	);

type Ended = {
	handedTo: string | null;
	withdrawn: readonly { id: string; reason: string }[];
	sessionsEnded: number;
	tokensRevoked: number;
	haltsSet: string[];
	calls: CallUnderWay[];
};

const leftOf = (own: OwnThings, { withdrawn, ...ended }: Ended): Left => ({
	...ended,
	personId: own.person.id,
	name: own.person.name,
	windowsHanded: own.windows
		.filter(({ id }) => !withdrawn.some((window) => window.id === id))
		.map(({ reason }) => reason),
	windowsWithdrawn: withdrawn.map(({ reason }) => reason),
	grantsEnded: own.grants.length,
	incidents: own.incidents.map(({ number }) => number),
	requestsWithdrawn: own.policyRequests.length + own.holdEnds.length,
	posts: own.posts.map(({ title }) => title),
});

async function notifyTeam(
	{ tx, now, actor, trace }: CommandContext,
	left: Left,
) {
	await queueMessage(tx, {
		dedupeKey: `person.leave:${trace}:${left.personId}`,
		kind: "person.leave",
		text: [`${actor.name} disabled ${left.name}.`, ...describeLeft(left)].join(
			"\n",
		),
		now,
	});
}

/**
 * Somebody leaves: disabled at once, as a stop does it, and what they leave behind is handed over. Throws `refused`
 * where the successor cannot take it over, and for the last administrator.
 */
export const leavePerson = command({
	permission: "people:manage",
	input: Leave,
	scope: () => "all",
	run: async (asked, input): Promise<Outcome<Left>> => {
		const { personId, successorId, reason } = input;
		const { context, calls: underWay } = await beginStop(asked, []);
		const own = await readOwnThings(readsWithin(context), personId);
		const { person } = own;
		const handedTo = demandSuccessor(own, successorId);
		const { withdrawn, audit } = await handOverWindows(
			context,
			own.windows,
			input,
		);
		audit.push(
			...(await handOverIncidents(context, own, input)),
			...(await withdrawHoldEnds(context, own.holdEnds, input)),
			...(await withdrawPolicyRequests(context, own.policyRequests, input)),
		);
		const disabled = await disablePerson.inTx(context, { personId, reason });
		const [event, ...revoked] = disabled.audit;
		audit.push(...revoked);
		const stopped = accountsStopped(own, withdrawn, context.now);
		const haltsSet: string[] = [];
		if (stopped) {
			const why = `${person.name} was disabled: ${reason}`;
			const halted = await haltWhereEnvironmentGrants(context, stopped, why);
			haltsSet.push(...halted.haltsSet);
			audit.push(...halted.audit);
		}
		const calls = callsOf(underWay, own, stopped);
		const { sessionsEnded, tokensRevoked } = disabled.value;
		const ended = { handedTo, withdrawn, sessionsEnded, tokensRevoked };
		const left = leftOf(own, { ...ended, haltsSet, calls });
		await notifyTeam(context, left);
		// The person's own event last: it is the one that a receipt shows.
		const last = {
			...event,
			facts: { ...Object(event.facts), ...factsOf(calls) },
		};
		const [head, ...rest] = audit;
		return { value: left, audit: head ? [head, ...rest, last] : [last] };
	},
});
