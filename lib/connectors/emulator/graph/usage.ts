import { activeFault } from "@/lib/connectors/emulator/faults";
import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import type { EmulatedAccount, Route } from "@/lib/connectors/emulator/state";
import type { World } from "@/lib/connectors/emulator/world";

const MINUTES_PER_DAY = 1440;

type Reading = { percent: number; regainMinutes: number };

/** Counts one call of the account; the count is kept with the next save. */
export function countCall(
	world: World,
	account: EmulatedAccount,
	route: Route,
): void {
	const minute = minuteOf(world);
	account.calls = Object.fromEntries(recentCalls(world, account));
	account.calls[minute] = (account.calls[minute] ?? 0) + 1;
	account.requests[route] = (account.requests[route] ?? 0) + 1;
}

const minuteOf = (world: World): number => Math.floor(world.now() / 60_000);

const recentCalls = (
	world: World,
	account: EmulatedAccount,
): [string, number][] =>
	Object.entries(account.calls).filter(
		([minute]) => Number(minute) > minuteOf(world) - MINUTES_PER_DAY,
	);

/** How much of the call budget of the last 24 h is used (§2), or what a `usage` fault says. */
export function readUsage(
	world: World,
	account: EmulatedAccount,
	route: Route,
): Reading {
	const forced = activeFault(world, "usage", { route, igId: account.igId });
	if (forced) {
		const percent = forced.params.percent ?? 100;
		const regain = forced.params.regainMinutes ?? (percent >= 100 ? 30 : 0);
		return { percent, regainMinutes: regain };
	}
	const recent = recentCalls(world, account);
	const calls = recent.reduce((sum, [, count]) => sum + count, 0);
	const percent = Math.floor((100 * calls) / world.state.settings.callBudget);
	const oldest = Math.min(...recent.map(([minute]) => Number(minute)));
	const age = minuteOf(world) - oldest;
	return {
		percent,
		regainMinutes: percent >= 100 ? MINUTES_PER_DAY - age : 0,
	};
}

/** Refuses with 80002 at 100 percent (§1.7). */
export function refuseOverLimit({ percent }: Reading): void {
	if (percent < 100) return;
	throw new GraphRefusal(
		80002,
		"There have been too many calls to this Instagram account. Wait a bit and try again.",
	);
}

/** Headers appear only after enough calls (§2): from one percent on. */
export function usageHeaders(
	igId: string,
	{ percent, regainMinutes }: Reading,
): Record<string, string> {
	if (percent < 1) return {};
	const times = { total_cputime: 0, total_time: Math.min(percent, 100) };
	return {
		"x-app-usage": JSON.stringify({ call_count: percent, ...times }),
		"x-business-use-case-usage": JSON.stringify({
			[igId]: [
				{
					type: "instagram",
					call_count: percent,
					...times,
					estimated_time_to_regain_access: regainMinutes,
				},
			],
		}),
	};
}
