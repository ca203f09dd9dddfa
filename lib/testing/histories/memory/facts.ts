import type { GateFacts, WindowFacts } from "@/lib/governance/model";
import { agreeOn } from "@/lib/governance/signals/decide";
import {
	type ApprovalContextFacts,
	type ApproverFacts,
	approvalFacts,
} from "@/lib/publishing/approval/decide";
import { quarantineFacts } from "@/lib/publishing/quarantine/decide";
import type { AccountNo } from "@/lib/testing/histories/steps/cast";
import {
	isOn,
	type MemoryPost,
	type MemoryState,
	type MemoryWindow,
	personById,
	rolesAt,
} from "./state";

export const digestOf = ({ id, text }: MemoryPost): string => `${id}@${text}`;

/** As the query of grants does: enabled, with a role there that is older than the request. */
function isEntitled(
	state: MemoryState,
	window: MemoryWindow,
	{
		grantedBy,
		needed,
		account,
	}: {
		grantedBy: string;
		needed: readonly ("owner" | "compliance")[];
		account: AccountNo;
	},
): boolean {
	const roles = rolesAt(personById(state, grantedBy), account, needed);
	return roles.some(({ since }) => since < window.requestedAt);
}

function windowFacts(
	state: MemoryState,
	window: MemoryWindow,
	post: MemoryPost,
): WindowFacts {
	const { usedBy, grants, ...rest } = window;
	return {
		...rest,
		postsUsed: [...usedBy].filter((id) => id !== post.id).length,
		grants: grants.map(({ signal, grantedBy, grantedAt }) => ({
			signal,
			grantedBy,
			grantedByName: grantedBy,
			grantedAt,
			grantorEntitled: isEntitled(state, window, {
				grantedBy,
				account: post.account,
				needed:
					window.kind === "break_glass"
						? ["owner", "compliance"]
						: signal === "ALLOW_AUTONOMOUS_PUBLISH"
							? ["owner"]
							: ["compliance"],
			}),
		})),
	};
}

function entitledSince(
	state: MemoryState,
	personId: string,
	account: AccountNo,
): Date | null {
	const person = personById(state, personId);
	const dates = rolesAt(person, account, [
		"operator",
		"owner",
		"compliance",
	]).map(({ since }) => since);
	return dates.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** As the query of switches does: both still enabled since, with the roles that they switched it on by. */
export function autoCleanSince(
	state: MemoryState,
	account: AccountNo,
): Date | null {
	const on = state.autoClean.get(account);
	if (!on) return null;
	const rolesOf = (id: string) => {
		const person = personById(state, id);
		return rolesAt(person, account, ["owner", "compliance"])
			.filter(({ since }) => since <= on.since)
			.map(({ role }) => role);
	};
	const [asked, confirmed] = [rolesOf(on.asker), rolesOf(on.confirmer)];
	const counts =
		(asked.includes("owner") && confirmed.includes("compliance")) ||
		(asked.includes("compliance") && confirmed.includes("owner"));
	return counts ? on.since : null;
}

export function approvalContextFacts(
	state: MemoryState,
	post: MemoryPost,
): ApprovalContextFacts {
	const people = new Set(post.rows.map(({ decidedBy }) => decidedBy));
	return {
		editors: post.editors,
		approvers: [...people].map(
			(personId): ApproverFacts => ({
				personId,
				entitledSince: entitledSince(state, personId, post.account),
			}),
		),
		duties: "enforced",
		autoCleanSince: autoCleanSince(state, post.account),
		quarantine: quarantineFacts(state.quarantines, [post.picture]),
		holds: state.holds.filter(({ place }) => isOn(place, post.account)),
	};
}

function stopOf(state: MemoryState, post: MemoryPost) {
	const { state: now } = post;
	if (now === "quarantined" || now === "expired" || now === "cancelled")
		return now;
	const { standing } = quarantineFacts(state.quarantines, [post.picture]);
	return standing ? "quarantined" : null;
}

/** What the gate is told of a post, by the worker that asks if one does. */
export function factsOf(
	state: MemoryState,
	post: MemoryPost,
	asking: number | null,
): GateFacts {
	const { account, slotAt, expiresAt } = post;
	const workers = state.workers.filter(
		({ silent }, worker) => !silent || worker === asking,
	);
	return {
		...agreeOn(workers),
		workersSeen: workers.length,
		windows: state.windows
			.filter(({ place }) => isOn(place, account))
			.map((window) => windowFacts(state, window, post)),
		halts: state.halts.flatMap(({ place, kind, setAt, lifted }, i) =>
			lifted || !isOn(place, account)
				? []
				: {
						id: `halt${i}`,
						scope: place === "all" ? "global" : "account",
						kind,
						reason: "stop",
						setByName: "somebody",
						setAt,
					},
		),
		holds: state.holds
			.filter(({ place }) => isOn(place, account))
			.map((hold) => ({ ...hold, reason: "a strike" })),
		duties: "enforced",
		clockForbidsLive: false,
		post: {
			id: post.id,
			recovery: post.recovery,
			stop: stopOf(state, post),
			slotAt,
			expiresAt,
			digest: digestOf(post),
			edited: post.editors.length > 0,
			approval: approvalFacts(post.rows, approvalContextFacts(state, post)),
		},
	};
}
