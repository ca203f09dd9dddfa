import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MINUTE, SECOND } from "@/lib/core/time";
import { findOpenIntent } from "@/lib/publishing/attempts/store";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { reconcileUnknown } from "@/lib/publishing/reconcile/reconcile";
import { Killer, untilDeath } from "@/lib/publishing/testing/crash";
import { LOOK_TROUBLES } from "@/lib/publishing/testing/faults";
import {
	beginCase,
	endOf,
	isUntrue,
	type PublishCase,
	recover,
} from "@/lib/publishing/testing/lives";
import {
	createStage,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
beforeEach(async () => {
	await stage.open(null);
});
afterAll(() => stage.close());

const DEATHS = ["before the call left", "with the answer unread"] as const;

/** A post whose worker died between the intent and the outcome. */
async function orphan(death: (typeof DEATHS)[number]): Promise<PublishCase> {
	const life = await beginCase(stage);
	const killer = new Killer(Number.POSITIVE_INFINITY);
	const deps = stage.deps({
		fetch: async (input, init) => {
			const isCall = String(input).endsWith("/media_publish");
			if (isCall && death === "with the answer unread")
				await fetch(input, init);
			killer.dead ||= isCall;
			return killer.fetch(input, init);
		},
	});
	const ctx = killer.ctx(stage.worker);
	await untilDeath(publishDuePost(ctx, life.postId, deps));
	expect(await stateOf(stage, life.postId)).toMatchObject({
		state: "publishing",
	});
	return life;
}

async function progressOf({ postId }: PublishCase): Promise<string> {
	const { state } = await stateOf(stage, postId);
	const intent = await findOpenIntent(stage.db, postId);
	return `${state}, ${intent?.looks.length ?? "no"} looks`;
}

/** Workers die at one step after another of what is to be done now, until one of them comes to its end. */
async function dieThrough(life: PublishCase): Promise<number> {
	let deaths = 0;
	let progress = await progressOf(life);
	for (let n = 0; ; n++) {
		const killer = new Killer(n);
		const deps = stage.deps({ fetch: killer.fetch });
		await untilDeath(reconcileUnknown(killer.ctx(stage.worker), deps));
		if (!killer.dead) return deaths;
		deaths++;
		const now = await progressOf(life);
		if (now !== progress) n = -1;
		progress = now;
	}
}

const CASES = DEATHS.flatMap((death) =>
	LOOK_TROUBLES.map(([says, trouble]) => [death, says, trouble] as const),
);

test.each(CASES)(
	"dead %s, then at every step of reconciliation while the platform %s",
	async (death, _, trouble) => {
		const life = await orphan(death);
		for (const fault of trouble.faults)
			await stage.fault(life.account.igId, fault);
		let deaths = 0;
		for (const ms of [7 * MINUTE, 30 * SECOND]) {
			await stage.pass(ms);
			deaths += await dieThrough(life);
		}
		expect(deaths).toBeGreaterThan(30);
		await stage.emulator.clearFaults();
		for (const ms of [10 * MINUTE, 10 * MINUTE]) {
			await stage.pass(ms);
			await dieThrough(life);
		}
		expect(await recover(stage, [life])).toEqual([]);
		const end = await endOf(stage, life);
		expect(isUntrue(end)).toBe(false);
		expect(end.state).toBe(trouble.ends[0]);
	},
);
