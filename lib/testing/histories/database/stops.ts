import {
	confirmAutoClean,
	declineAutoClean,
	requestAutoClean,
} from "@/lib/accounts/policy/commands";
import { switchAutoCleanOff } from "@/lib/accounts/policy/commands-off";
import { addMs, MINUTE } from "@/lib/core/time";
import { SIGNALS } from "@/lib/governance/model";
import { readSignals } from "@/lib/governance/signals/decide";
import { setHalt, setHold } from "@/lib/governance/stops/commands";
import {
	confirmHoldEnd,
	requestHoldEnd,
} from "@/lib/governance/stops/commands-hold-end";
import { saveHeartbeat } from "@/lib/jobs/workers/store";
import { disablePerson, enablePerson } from "@/lib/people/admin/commands";
import { grantRole, revokeRole } from "@/lib/people/admin/commands-roles";
import { liftHalt } from "@/lib/publishing/lift/commands";
import { CAST, pick } from "@/lib/testing/histories/steps/cast";
import {
	type Acts,
	type Answer,
	DONE,
	NOTHING,
	type StepOf,
} from "@/lib/testing/histories/steps/step";
import { EPOCH } from "./stage";
import {
	accountId,
	asked,
	byPerson,
	type DatabaseState,
	demandAccount,
} from "./state";

const reason = "a history";

export const stopCommands = {
	halt: (state, { who, place, kind }) =>
		byPerson(state, who, async (ctx) => {
			const halt = { accountId: accountId(state, place), kind, reason };
			state.halts.push((await setHalt(ctx, halt)).haltId);
			return DONE;
		}),
	lift: async (state, { who, which, missed }) => {
		const haltId = pick(state.halts, which);
		if (!haltId) return NOTHING;
		return byPerson(state, who, async (ctx) => {
			await liftHalt(ctx, { haltId, reason, missed });
			return DONE;
		});
	},
	hold: (state, { who, place, hours }) =>
		byPerson(state, who, async (ctx) => {
			const hold = { accountId: accountId(state, place), hours, reason };
			const { holdId: id } = await setHold(ctx, hold);
			state.holds.push({ id, requestId: null });
			return DONE;
		}),
	askHoldEnd: async (state, { who, which, inMin }) => {
		const hold = pick(state.holds, which);
		if (!hold) return NOTHING;
		return byPerson(state, who, async (ctx) => {
			const endsAt = addMs(state.now, inMin * MINUTE);
			const asking = { holdId: hold.id, endsAt, reason };
			hold.requestId = (await requestHoldEnd(ctx, asking)).requestId;
			return DONE;
		});
	},
	confirmHoldEnd: async (state, { who, which }) => {
		const hold = pick(state.holds, which);
		const requestId = hold?.requestId;
		if (!hold || !requestId) return NOTHING;
		return byPerson(state, who, async (ctx) => {
			await confirmHoldEnd(ctx, { requestId });
			hold.requestId = null;
			return DONE;
		});
	},
} satisfies Partial<Acts<DatabaseState, Promise<Answer>>>;

const personOf = (state: DatabaseState, who: number) => ({
	personId: state.stage.people[who] ?? "",
});

function firstRole(state: DatabaseState, who: number) {
	const first = CAST[who]?.[0] ?? { role: "operator", place: "all" };
	const at = accountId(state, first.place);
	return { ...personOf(state, who), role: first.role, accountId: at };
}

const byAdmin = (
	state: DatabaseState,
	work: (ctx: ReturnType<DatabaseState["stage"]["admin"]>) => Promise<unknown>,
): Promise<Answer> =>
	asked(async () => {
		await work(state.stage.admin(state.now));
		return DONE;
	});

/** A worker that falls silent beat for the last time more than 30 s ago. */
const SILENT_MS = 31_000;

async function beat(
	state: DatabaseState,
	{ worker: number, on, locked, silent }: StepOf<"environment">,
): Promise<Answer> {
	const worker = state.workers[number];
	if (!worker) return NOTHING;
	const signals = SIGNALS.map((signal, bit) => [
		signal,
		(on >> bit) & 1 ? " Yes" : "off",
	]);
	const PUBLISH_LOCKED = locked ? "1" : "";
	const variables = { ...Object.fromEntries(signals), PUBLISH_LOCKED };
	worker.environment = { ...worker.environment, ...readSignals(variables) };
	worker.silent = silent;
	const { db } = state.stage;
	await saveHeartbeat(db, {
		id: worker.id,
		host: "test",
		pid: number,
		startedAt: EPOCH,
		environment: worker.environment,
	});
	if (silent)
		await db.workerHeartbeat.update({
			where: { id: worker.id },
			data: { beatAt: addMs(state.now, -SILENT_MS) },
		});
	return DONE;
}

export const staffCommands = {
	disable: (state, { who }) =>
		byAdmin(state, (ctx) => disablePerson(ctx, personOf(state, who))),
	enable: (state, { who }) =>
		byAdmin(state, (ctx) => enablePerson(ctx, personOf(state, who))),
	loseRole: (state, { who }) =>
		byAdmin(state, (ctx) => revokeRole(ctx, firstRole(state, who))),
	regainRole: (state, { who }) =>
		byAdmin(state, (ctx) => grantRole(ctx, firstRole(state, who))),
	environment: beat,
	autoClean: (state, { who, with: other, account }) =>
		byPerson(state, who, async (asker) => {
			const at = { accountId: demandAccount(state, account), reason };
			const { requestId } = await requestAutoClean(asker, at);
			const answer = await byPerson(state, other, async (confirmer) => {
				await confirmAutoClean(confirmer, { requestId });
				return DONE;
			});
			// Nothing waits for a second person: the next asks anew.
			if (answer !== DONE) await declineAutoClean(asker, { requestId });
			return answer;
		}),
	autoCleanOff: (state, { who, account }) =>
		byPerson(state, who, async (ctx) => {
			const at = { accountId: demandAccount(state, account), reason };
			await switchAutoCleanOff(ctx, at);
			return DONE;
		}),
	clock: async () => DONE,
	boundary: async () => DONE,
} satisfies Partial<Acts<DatabaseState, Promise<Answer>>>;
