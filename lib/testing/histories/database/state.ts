import type { Actor, ActorRole } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { sha256 } from "@/lib/core/canonical-json";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { addMs } from "@/lib/core/time";
import type { WorkerEnvironment } from "@/lib/governance/model";
import { readSignals } from "@/lib/governance/signals/decide";
import type { PostLease } from "@/lib/publishing/post/store";
import {
	type AccountRef,
	PICTURES,
	WORKERS,
} from "@/lib/testing/histories/steps/cast";
import { type Answer, DONE, REFUSED } from "@/lib/testing/histories/steps/step";
import { type DatabaseStage, EPOCH } from "./stage";

export type DatabaseWorker = {
	id: string;
	environment: WorkerEnvironment;
	silent: boolean;
};

/** The pictures and workers of a history, and the ids of what came up in it. */
export type DatabaseState = {
	stage: DatabaseStage;
	now: Date;
	pictures: string[];
	workers: DatabaseWorker[];
	windows: string[];
	halts: string[];
	holds: { id: string; requestId: string | null }[];
	posts: { id: string; lease: PostLease | null; sent: boolean }[];
};

export function newDatabaseState(stage: DatabaseStage): DatabaseState {
	return {
		stage,
		now: EPOCH,
		pictures: Array.from({ length: PICTURES }, () => sha256(newId())),
		workers: WORKERS.map(() => ({
			id: newId(),
			environment: {
				...readSignals({}),
				graphOnLoopback: true,
				testClock: true,
			},
			silent: false,
		})),
		windows: [],
		halts: [],
		holds: [],
		posts: [],
	};
}

/** For a history that goes on from here; the other goes on from here as well. */
export function branchOff({ stage, ...rest }: DatabaseState): DatabaseState {
	return { stage, ...structuredClone(rest) };
}

export const accountId = (
	state: DatabaseState,
	place: AccountRef,
): string | null =>
	place === "all" ? null : (state.stage.accounts[place] ?? null);

/** The account of a step that names one. */
export const demandAccount = (state: DatabaseState, place: 0 | 1): string =>
	state.stage.accounts[place] ?? "";

export const accountIds = (
	state: DatabaseState,
	place: AccountRef,
): string[] => (place === "all" ? [] : [demandAccount(state, place)]);

/** Whoever signs in just now, with the roles of this moment; null when disabled. */
async function signIn(state: DatabaseState, who: number): Promise<Ctx | null> {
	const { db, service } = state.stage;
	const id = state.stage.people[who] ?? "";
	const rows = await db.$queryRaw<{ roles: ActorRole[] }[]>`
		SELECT COALESCE((SELECT json_agg(json_build_object('role', r.role, 'accountId', r.account_id))
			FROM role_grant r WHERE r.person_id = p.id AND r.revoked_at IS NULL), '[]'::json) AS roles
		FROM person p WHERE p.id = ${id}::uuid AND p.disabled_at IS NULL`;
	const [row] = rows;
	if (!row) return null;
	const actor: Actor = {
		kind: "person",
		id,
		name: `Person ${who}`,
		email: `${id}@example.test`,
		roles: row.roles,
		sessionId: newId(),
		authenticatedAt: state.now,
	};
	return { ...service("worker"), actor };
}

const REFUSALS: readonly ErrorCode[] = [
	"forbidden",
	"refused",
	"conflict",
	"bad_input",
];

/** A refusal is an answer; anything else is a fault of the test or of the product, and is thrown on. */
export async function asked(
	work: () => Promise<Answer | undefined>,
): Promise<Answer> {
	try {
		return (await work()) ?? DONE;
	} catch (error) {
		if (error instanceof AppError && REFUSALS.includes(error.code))
			return REFUSED;
		throw error;
	}
}

/** Lets a person do something, as of now. */
export const byPerson = (
	state: DatabaseState,
	who: number,
	work: (ctx: Ctx) => Promise<Answer | undefined>,
): Promise<Answer> =>
	asked(async () => {
		const ctx = await signIn(state, who);
		return ctx ? work(ctx) : REFUSED;
	});

export const timeOf = (ms: number): Date => addMs(EPOCH, ms);
