import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { decideGate, decideIntent } from "@/lib/governance/gate";
import { refuseGrant } from "@/lib/governance/grant";
import {
	type GateDecision,
	type GateFacts,
	SIGNALS,
	type Signal,
} from "@/lib/governance/model";
import { readSignals } from "@/lib/governance/signals";
import {
	type ApprovalRow,
	approvalFacts,
	refuseApproval,
} from "@/lib/publishing/approval";
import type { Judgement, Step } from "@/lib/testing/steps";

type Person = {
	id: string;
	role: "operator" | "owner" | "compliance";
	roleSince: Date;
	lost: boolean;
};
type Grant = { signal: Signal; by: Person; at: Date };
type Window = {
	id: string;
	opensAt: Date;
	closesAt: Date;
	cap: number | null;
	requestedBy: string;
	requestedAt: Date;
	state: "requested" | "closed";
	revision: number;
	grants: Grant[];
	usedBy: Set<string>;
};
type Post = {
	id: string;
	version: number;
	slotAt: Date;
	editors: string[];
	rows: ApprovalRow[];
	claimed: boolean;
	done: boolean;
};

export type LiveCall = {
	at: Date;
	post: Post;
	world: HistoryWorld;
	decision: GateDecision;
};

/** An in-memory double of the tables; every rule it applies is the product's own pure decision. */
export class HistoryWorld {
	now = new Date("2026-11-23T08:00:00Z");
	environment = readSignals({});
	halted = false;
	holds: { startsAt: Date; endsAt: Date }[] = [];
	windows: Window[] = [];
	posts: Post[] = [];
	people: Person[] = (
		[
			"operator",
			"operator",
			"owner",
			"owner",
			"compliance",
			"compliance",
		] as const
	).map((role, i) => ({
		id: `p${i}`,
		role,
		roleSince: addMs(this.now, -HOUR),
		lost: false,
	}));
	calls = 0;

	constructor(readonly onCall: (call: LiveCall) => void) {}

	private pick<T>(list: readonly T[], i: number): T | undefined {
		return list[i % Math.max(1, list.length)];
	}

	apply(step: Step): void {
		this.now = addMs(this.now, 1000);
		switch (step.do) {
			case "clock":
				this.now = addMs(this.now, step.minutes * MINUTE);
				return;
			case "halt":
			case "lift":
				this.halted = step.do === "halt";
				return;
			case "hold":
				this.holds.push({
					startsAt: this.now,
					endsAt: addMs(this.now, step.hours * HOUR),
				});
				return;
			case "environment":
				this.environment = readSignals({
					...Object.fromEntries(
						SIGNALS.map((each, i) => [each, (step.on >> i) & 1 ? "yes" : "no"]),
					),
					PUBLISH_LOCKED: step.locked ? "1" : "",
				});
				return;
			case "role":
				this.changeRole(step);
				return;
			case "request":
			case "grant":
			case "revoke":
			case "close":
				this.govern(step);
				return;
			default:
				this.work(step);
		}
	}

	private changeRole({ who, lost }: { who: number; lost: boolean }): void {
		const person = this.pick(this.people, who);
		if (!person || person.lost === lost) return;
		person.lost = lost;
		if (!lost) person.roleSince = this.now;
	}

	private govern(
		step: Extract<Step, { do: "request" | "grant" | "revoke" | "close" }>,
	): void {
		if (step.do === "request") {
			const opensAt = addMs(this.now, step.opensInMin * MINUTE);
			const requestedBy = this.pick(this.people, step.who)?.id ?? "p0";
			this.windows.push({
				id: `w${this.windows.length}`,
				opensAt,
				closesAt: addMs(opensAt, step.minutes * MINUTE),
				cap: step.cap,
				requestedBy,
				requestedAt: this.now,
				state: "requested",
				revision: 1,
				grants: [],
				usedBy: new Set(),
			});
			return;
		}
		const window = this.pick(this.windows, step.which);
		if (!window) return;
		if (step.do === "close") {
			if (this.now < window.closesAt) window.state = "closed";
			window.revision++;
			return;
		}
		if (step.do === "revoke") {
			window.grants = window.grants.filter(
				(grant) => grant.signal !== step.signal,
			);
			window.revision++;
			return;
		}
		const by = this.pick(this.people, step.who);
		if (!by) return;
		const role =
			step.signal === "ALLOW_AUTONOMOUS_PUBLISH" ? "owner" : "compliance";
		const holds = by.role === role && !by.lost;
		const grantor = {
			id: by.id,
			since: addMs(this.people[0]?.roleSince ?? this.now, -HOUR),
			roleSince: holds ? by.roleSince : null,
		};
		const asked = {
			...window,
			kind: "normal" as const,
			handedTo: null,
			orphaned: false,
			overBudget: false,
		};
		const grants = window.grants.map((grant) => ({
			signal: grant.signal,
			grantedBy: grant.by.id,
		}));
		if (
			refuseGrant(
				{
					window: asked,
					grants,
					signal: step.signal,
					grantor,
					duties: "enforced",
				},
				this.now,
			)
		)
			return;
		window.grants.push({ signal: step.signal, by, at: this.now });
	}

	private work(
		step: Judgement | Extract<Step, { do: "post" | "claim" | "intent" }>,
	): void {
		if (step.do === "post") {
			this.posts.push({
				id: `post${this.posts.length}`,
				version: 1,
				slotAt: addMs(this.now, step.slotInMin * MINUTE),
				editors: [],
				rows: [],
				claimed: false,
				done: false,
			});
			return;
		}
		const post = this.pick(this.posts, step.which);
		if (!post || post.done) return;
		switch (step.do) {
			case "claim":
				post.claimed = decideGate(this.facts(post), this.now).mode === "live";
				break;
			case "intent":
				this.intend(post);
				break;
			default:
				this.judge(post, step);
		}
	}

	private judge(post: Post, step: Judgement): void {
		const person = this.pick(this.people, step.who);
		if (!person || person.lost) return;
		if (step.do === "edit") {
			post.version++;
			post.editors.push(person.id);
			return;
		}
		this.decide(post, person, step.do);
	}

	private decide(
		post: Post,
		person: Person,
		verdict: "approve" | "reject",
	): void {
		const question = {
			post: {
				state: "queued",
				digest: this.digest(post),
				expiresAt: addMs(post.slotAt, 6 * HOUR),
			},
			seenDigest: undefined,
			personId: person.id,
			duty: this.duty(post),
			rows: post.rows,
		};
		if (verdict === "approve" && refuseApproval(question, this.now)) return;
		post.rows.push({
			verdict: verdict === "approve" ? "approved" : "rejected",
			kind: "human",
			decidedBy: person.id,
			decidedByName: person.id,
			decidedAt: this.now,
			digest: this.digest(post),
			validUntil: addMs(post.slotAt, 6 * HOUR),
		});
	}

	private intend(post: Post): void {
		if (!post.claimed) return;
		post.claimed = false;
		const decision = decideIntent(this.facts(post), this.now);
		if (decision.mode !== "live") return;
		post.done = true;
		this.calls++;
		this.onCall({ at: this.now, post, world: this, decision });
		if (decision.authority.kind === "window") {
			const { windowId } = decision.authority;
			this.windows.find(({ id }) => id === windowId)?.usedBy.add(post.id);
		}
	}

	digest(post: Post): string {
		return `${post.id}@${post.version}`;
	}

	private duty(post: Post) {
		return {
			editors: post.editors,
			approvers: this.people.map(({ id, lost }) => ({
				personId: id,
				entitledSince: lost ? null : new Date(0),
			})),
			duties: "enforced" as const,
			autoCleanSince: null,
			quarantine: { standing: null, endedAt: null },
		};
	}

	private facts(post: Post): GateFacts {
		return {
			environment: this.environment,
			disagreeing: [],
			workersSeen: 1,
			windows: this.windows.map((window) => ({
				...window,
				kind: "normal" as const,
				postId: null,
				postCap: window.cap,
				postsUsed: [...window.usedBy].filter((id) => id !== post.id).length,
				grants: window.grants.map(({ signal: each, by, at }) => ({
					signal: each,
					grantedBy: by.id,
					grantedByName: by.id,
					grantedAt: at,
					grantorEntitled: !by.lost && by.roleSince < window.requestedAt,
				})),
			})),
			halts: this.halted
				? [
						{
							id: "h",
							scope: "global",
							kind: "operational",
							reason: "stop",
							setByName: "x",
							setAt: this.now,
						},
					]
				: [],
			holds: this.holds.map((hold, i) => ({
				id: `hold${i}`,
				reason: "strike",
				...hold,
			})),
			duties: "enforced",
			clockForbidsLive: false,
			post: {
				id: post.id,
				recovery: false,
				stop: null,
				slotAt: post.slotAt,
				expiresAt: addMs(post.slotAt, 6 * HOUR),
				digest: this.digest(post),
				edited: post.editors.length > 0,
				approval: approvalFacts(post.rows, this.duty(post)),
			},
		};
	}
}
