import { addMs, MINUTE } from "@/lib/core/time";
import { breakGlass } from "@/lib/governance/break-glass/commands";
import { setPublishBudget } from "@/lib/governance/budget/commands";
import {
	closeWindow,
	requestWindow,
	withdrawWindow,
} from "@/lib/governance/windows/commands";
import {
	grantSignal,
	revokeGrant,
} from "@/lib/governance/windows/commands-grants";
import { pick } from "@/lib/testing/histories/steps/cast";
import {
	type Acts,
	type Answer,
	DONE,
	NOTHING,
	REFUSED,
	type StepOf,
} from "@/lib/testing/histories/steps/step";
import {
	accountIds,
	asked,
	byPerson,
	type DatabaseState,
	demandAccount,
} from "./state";

const reason = "a history";

async function end(
	state: DatabaseState,
	step: StepOf<"close"> | StepOf<"withdraw">,
): Promise<Answer> {
	const windowId = pick(state.windows, step.which);
	if (!windowId) return NOTHING;
	const stop = step.do === "close" ? closeWindow : withdrawWindow;
	return byPerson(state, step.who, async (ctx) => {
		const { haltsSet } = await stop(ctx, { windowId, reason });
		state.halts.push(...haltsSet);
		return DONE;
	});
}

export const windowCommands = {
	request: (state, step) =>
		byPerson(state, step.who, async (ctx) => {
			const { windowId } = await requestWindow(ctx, {
				accountIds: accountIds(state, step.place),
				reason,
				opensAt: addMs(state.now, step.opensInMin * MINUTE),
				minutes: step.minutes,
				postCap: step.cap,
				recovery: step.recovery,
			});
			state.windows.push(windowId);
			return DONE;
		}),
	grant: async (state, { who, which, signal }) => {
		const windowId = pick(state.windows, which);
		if (!windowId) return NOTHING;
		return byPerson(state, who, async (ctx) => {
			const { kind } = await grantSignal(ctx, { windowId, signal });
			return kind === "granted" ? DONE : REFUSED;
		});
	},
	revoke: async (state, { who, which, signal }) => {
		const windowId = pick(state.windows, which);
		if (!windowId) return NOTHING;
		return byPerson(state, who, async (ctx) => {
			const { haltsSet } = await revokeGrant(ctx, { windowId, signal, reason });
			state.halts.push(...haltsSet);
			return DONE;
		});
	},
	close: end,
	withdraw: end,
	glass: (state, { who, account, which, minutes }) =>
		byPerson(state, who, async (ctx) => {
			const post = which === null ? undefined : pick(state.posts, which);
			const { windowId } = await breakGlass(ctx, {
				accountId: demandAccount(state, account),
				postId: post?.id ?? null,
				incidentNumber: state.stage.incidentNumber,
				reason,
				minutes,
			});
			state.windows.push(windowId);
			return DONE;
		}),
	budget: (state, { account, left, failures }) =>
		asked(async () => {
			await setPublishBudget(state.stage.service("worker"), {
				accountId: demandAccount(state, account),
				remaining: left,
				failures,
			});
			return DONE;
		}),
} satisfies Partial<Acts<DatabaseState, Promise<Answer>>>;
