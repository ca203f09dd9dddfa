import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { SECOND } from "@/lib/core/time";
import { createDb } from "@/lib/db/client";
import { breakGlass } from "@/lib/governance/break-glass/commands";
import { FREE_ATTEMPTS, type ThrottleKind } from "@/lib/people/throttle/decide";
import { throttleKey } from "@/lib/people/throttle/store";
import { createWorld, type World } from "@/lib/testing/world";
import { approvePost } from "./commands";
import { approvePosts } from "./commands-many";

let world: World;
let accountId: string;
beforeAll(async () => {
	world = await createWorld();
	accountId = await world.account();
});
afterAll(() => world.drop());

const codeOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => "ok",
		({ code }) => code,
	);

/** So many tries but one are used up, as after a busy quarter of an hour. */
async function useUp(kind: ThrottleKind, name: string): Promise<void> {
	const now = await world.now();
	await world.owner.throttle.create({
		data: {
			key: throttleKey(kind, name),
			failures: FREE_ATTEMPTS[kind] - 1,
			firstAt: now,
			blockedTo: now,
		},
	});
}

const ACTS = {
	approval: {
		"one post": (by: Ctx) => approvePost(by, { postId: newId() }),
		"many posts": (by: Ctx) =>
			approvePosts(by, { accountId, posts: [{ postId: newId() }] }),
	},
	glass: {
		"breaking the glass": (by: Ctx) =>
			breakGlass(by, { accountId, incidentNumber: 9, reason: "a flood" }),
	},
};

describe.each(
	Object.entries(ACTS).flatMap(([kind, ways]) =>
		Object.entries(ways).map(
			([name, act]) => [name, kind as keyof typeof ACTS, act] as const,
		),
	),
)("%s is limited (T4)", (way, kind, act) => {
	test("by person, whatever comes of it, on every connection, until the wait is over", async () => {
		const lead = await world.person(["compliance"]);
		const other = await world.person(["compliance"]);
		await useUp(kind, lead.actor.id);
		expect(await codeOf(act(lead))).not.toBe("throttled");
		await expect(act(lead)).rejects.toMatchObject({
			code: "throttled",
			message: expect.stringMatching(/^Too many tries\. Wait (2\d|30) s/),
			details: { retryAfterMs: expect.any(Number) },
		});
		const db = createDb(world.urls.appUrl, { poolSize: 1 });
		expect(await codeOf(act({ ...lead, db }))).toBe("throttled");
		await db.$disconnect();
		expect(await codeOf(act(other))).not.toBe("throttled");
		await world.advance(31 * SECOND);
		expect(await codeOf(act(lead))).not.toBe("throttled");
	});

	test("by address, whoever comes from it", async () => {
		const from = async (address: string) =>
			codeOf(act({ ...(await world.person(["compliance"])), address }));
		const here = `the address of ${way}`;
		await useUp(`${kind}-address`, here);
		expect(await from(here)).not.toBe("throttled");
		expect(await from(here)).toBe("throttled");
		expect(await from("elsewhere")).not.toBe("throttled");
	});
});
