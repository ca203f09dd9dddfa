import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { MINUTE, SECOND } from "@/lib/core/time";
import { readPanel } from "@/lib/governance/panel/views";
import { closeWindow } from "@/lib/governance/windows/commands";
import { listDuePosts } from "@/lib/publishing/publish/due";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { reconcileUnknown } from "@/lib/publishing/reconcile/reconcile";
import {
	OUTCOMES,
	outcomeAt,
	PLACES,
	STOPS,
	type Stop,
	UNDER_WAY,
} from "@/lib/publishing/testing/in-flight";
import {
	LATER_MS,
	type PlacedPost,
	placePost,
} from "@/lib/publishing/testing/in-flight-posts";
import {
	DO,
	type Doing,
	type Stopped,
	WINDOW_MINUTES,
} from "@/lib/publishing/testing/in-flight-stops";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";

let stage: Stage;
let admin: Ctx;
beforeAll(async () => {
	stage = await createStage();
	admin = await stage.person(["admin"]);
});
afterAll(() => stage.close());

/** A post in every place, all in one open window. */
async function situation(): Promise<PlacedPost[]> {
	const placed: PlacedPost[] = [];
	for (const one of PLACES)
		placed.push(await placePost(stage, one, await stage.connected()));
	return placed;
}

/** All that a worker does of its own accord at this moment. */
async function work(): Promise<void> {
	await reconcileUnknown(stage.worker, stage.deps());
	const due = await listDuePosts(stage.worker.db, await stage.now(), 0);
	for (const { id } of due)
		await publishDuePost(stage.worker, id, stage.deps());
}

/** The next scene has a window of its own, and no other. */
async function clear(windowId: string): Promise<void> {
	const { windows } = await readPanel(stage.operator);
	if (windows.find(({ id }) => id === windowId)?.status !== "open") return;
	const operator = await stage.fresh(stage.operator);
	await closeWindow(operator, { windowId, reason: "the scene is over" });
}

/** Long enough for every retry and every look at a doubt, and for the slot that was still to come. */
const PASSES_MS = [0, 31 * SECOND, 2 * MINUTE, 3 * MINUTE, LATER_MS];

const ways = Object.entries(STOPS).flatMap(([stop, names]) =>
	names.map(
		(way) =>
			[
				stop as Stop,
				way,
				(DO[stop as Stop] as Record<string, Doing>)[way],
			] as const,
	),
);

describe.each(ways)("%s: %s", (stop, _, doing) => {
	let placed: PlacedPost[];
	let stopped: Stopped;
	beforeAll(async () => {
		const windowId = await stage.open(null, {
			minutes: stop === "window over" ? WINDOW_MINUTES : 720,
		});
		placed = await situation();
		if (!doing) throw new Error("nobody does this");
		stopped = await doing({ stage, admin, windowId, placed });
		await Promise.all(placed.map(({ goOn }) => goOn()));
		for (const ms of PASSES_MS) {
			await stage.pass(ms);
			await work();
		}
		await stopped.undo?.();
		await clear(windowId);
	});

	test.each(PLACES)("%s", async (where) => {
		const one = placed.find((each) => each.situation === where);
		const { states, live } = OUTCOMES[outcomeAt(where, stop)];
		const { state } = await stateOf(stage, one?.postId ?? "");
		expect(states).toContain(state);
		expect(await liveOf(stage, one?.account.igId ?? "")).toHaveLength(live);
	});

	test("the stopper is told of the calls under way, and of no others", () => {
		if (!stopped.calls) return;
		const told = stopped.calls.map(({ postId }) => postId);
		const ours = placed.filter(({ postId }) => told.includes(postId));
		expect(ours.map((one) => one.situation)).toEqual(UNDER_WAY);
	});
});
