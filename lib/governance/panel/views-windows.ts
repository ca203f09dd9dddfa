import { type Actor, can, personIdOf } from "@/lib/auth/actor";
import {
	type GlassReview,
	leadSinceOf,
	reviewOf,
} from "@/lib/governance/break-glass/review";
import { SIGNALS, type Signal, type WindowKind } from "@/lib/governance/model";
import { roleSince } from "@/lib/governance/people/role-since";
import type { GrantorRecord } from "@/lib/governance/people/store";
import { type WindowStatus, windowStatus } from "@/lib/governance/window";
import { answersFor, scopesOf } from "@/lib/governance/windows/access";
import { GRANT_REFUSALS, refuseGrant } from "@/lib/governance/windows/grant";
import type { WindowRecord } from "@/lib/governance/windows/store";

export type GrantView = {
	signal: Signal;
	granted: { by: string; at: string } | null;
	/** Null when the reader could grant it now; else the sentence that says why not. */
	refusal: string | null;
	mayRevoke: boolean;
};

export type WindowView = {
	id: string;
	kind: WindowKind;
	/** Handles; empty means every account. */
	accounts: string[];
	/** The only post that it is for; null for any. */
	post: { id: string; title: string } | null;
	/** The incident that the glass was broken for. */
	incidentNumber: number | null;
	reason: string;
	opensAt: string;
	closesAt: string;
	/** When somebody ended it early; null when nobody did. */
	closedAt: string | null;
	status: WindowStatus;
	postCap: number | null;
	requestedBy: string;
	requestedAt: string;
	/** Who answers for the request since its requester left. */
	handedTo: string | null;
	/** Its requester left and nobody answers for it: nothing more can be granted in it. */
	orphaned: boolean;
	closeReason: string | null;
	grants: GrantView[];
	mayClose: boolean;
	mayWithdraw: boolean;
	/** Of broken glass only. */
	review: GlassReview | null;
};

/** What is read once for all windows of a panel. */
export type WindowsAround = {
	now: Date;
	actor: Actor;
	handles: ReadonlyMap<string, string>;
	people: ReadonlyMap<string, { name: string; disabled: boolean }>;
	posts: ReadonlyMap<string, string>;
	incidents: ReadonlyMap<string, number>;
	/** The accounts whose error budget is used up. */
	exhausted: ReadonlySet<string>;
	duties: "enforced" | "off";
	/** The reader as a grantor; null for a service. */
	grantor: GrantorRecord | null;
};

const nameIn = (around: WindowsAround, id: string): string =>
	around.people.get(id)?.name ?? "unknown";

const permitted = (
	{ actor }: WindowsAround,
	permission: Parameters<typeof can>[1],
	window: WindowRecord,
): boolean =>
	[scopesOf(window)].flat().every((scope) => can(actor, permission, scope));

const overBudget = (around: WindowsAround, { accountIds }: WindowRecord) =>
	accountIds.length === 0
		? around.exhausted.size > 0
		: accountIds.some((id) => around.exhausted.has(id));

const isOrphaned = (around: WindowsAround, window: WindowRecord): boolean =>
	around.people.get(window.handedTo ?? window.requestedBy)?.disabled ?? false;

function refusalFor(
	around: WindowsAround,
	window: WindowRecord,
	signal: Signal,
): string | null {
	const { grantor, duties, now } = around;
	const owners = signal === "ALLOW_AUTONOMOUS_PUBLISH";
	const permission = owners ? "grant:autonomous" : "grant:approval";
	if (!grantor || !permitted(around, permission, window))
		return GRANT_REFUSALS.no_role;
	const role = owners ? "owner" : "compliance";
	const { id, since, roles } = grantor;
	const why = refuseGrant(
		{
			window: {
				...window,
				orphaned: isOrphaned(around, window),
				overBudget: overBudget(around, window),
			},
			grants: window.grants.filter((grant) => grant.revokedAt === null),
			signal,
			grantor: {
				id,
				since,
				roleSince: roleSince(roles, [role], window.accountIds),
			},
			duties,
		},
		now,
	);
	return why && GRANT_REFUSALS[why];
}

const viewGrants = (
	around: WindowsAround,
	window: WindowRecord,
	mayClose: boolean,
): GrantView[] =>
	SIGNALS.map((signal) => {
		const grant = window.grants.find(
			(each) => each.signal === signal && each.revokedAt === null,
		);
		return {
			signal,
			granted: grant
				? {
						by: nameIn(around, grant.grantedBy),
						at: grant.grantedAt.toISOString(),
					}
				: null,
			refusal: refusalFor(around, window, signal),
			mayRevoke: mayClose && grant !== undefined,
		};
	});

/** One window, and what the reader may do about it. */
export function viewWindow(
	around: WindowsAround,
	window: WindowRecord,
): WindowView {
	const { now, actor, handles } = around;
	const status = windowStatus(window, now);
	const running = status === "open" || status === "upcoming";
	const mayClose = running && permitted(around, "window:close", window);
	const { postId, incidentId, handedTo } = window;
	return {
		id: window.id,
		kind: window.kind,
		accounts: window.accountIds.flatMap((id) => handles.get(id) ?? []),
		post:
			postId === null
				? null
				: { id: postId, title: around.posts.get(postId) ?? "" },
		incidentNumber:
			incidentId === null ? null : (around.incidents.get(incidentId) ?? null),
		reason: window.reason,
		opensAt: window.opensAt.toISOString(),
		closesAt: window.closesAt.toISOString(),
		closedAt: window.closedAt?.toISOString() ?? null,
		status,
		postCap: window.postCap,
		requestedBy: nameIn(around, window.requestedBy),
		requestedAt: window.requestedAt.toISOString(),
		handedTo: handedTo === null ? null : nameIn(around, handedTo),
		orphaned: isOrphaned(around, window),
		closeReason: window.closeReason,
		grants: viewGrants(around, window, mayClose),
		mayClose,
		mayWithdraw: running && answersFor(window, personIdOf(actor) ?? ""),
		review: reviewOf(window, {
			now,
			reader: personIdOf(actor),
			permitted: permitted(around, "glass:review", window),
			leadSince: leadSinceOf(around.grantor, window.accountIds),
			nameOf: (id) => nameIn(around, id),
		}),
	};
}
