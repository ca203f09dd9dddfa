import { expect, test } from "vitest";
import type { FaultInput } from "@/lib/connectors/emulator/control/shapes";
import {
	FAR_PAST,
	IG_ID,
	makeContainer,
	type Stage,
	stageEmulator,
} from "@/lib/connectors/emulator/testing/emulator";
import { publishContainer } from "@/lib/connectors/instagram/media-publish";

const HOUR_MS = 3_600_000;

const graphError = (code: number, subcode: number | null = null) => ({
	ok: false,
	kind: "graph",
	error: { code, subcode },
});

/** One publish under one fault, struck once: the answer, and how many posts went live. */
async function publishUnder(
	fault: Omit<FaultInput, "count">,
	timeoutMs = 60_000,
) {
	const stage = await stageEmulator();
	const containerId = await makeContainer(stage);
	await stage.control.addFault({ ...fault, count: 1 });
	const answer = await publishContainer(stage.client, containerId, {
		timeoutMs,
	});
	return { stage, containerId, answer };
}

const live = async ({ control }: Stage) =>
	(await control.listPublished(IG_ID)).length;

test("the post is live although the answer is 4/2207051", async () => {
	const { stage, containerId, answer } = await publishUnder({
		kind: "publish_ok_then_spam_error",
	});
	expect(answer).toMatchObject({ ...graphError(4, 2207051), httpStatus: 400 });
	expect(await live(stage)).toBe(1);
	expect(await stage.client.containerStatus(containerId)).toMatchObject({
		data: { status_code: "PUBLISHED" },
	});
	const again = await publishContainer(stage.client, containerId, {
		timeoutMs: 60_000,
	});
	expect(again).toMatchObject(graphError(24, 2207008));
	expect(await live(stage)).toBe(1);
});

test("the post is live although the connection was cut", async () => {
	const { stage, answer } = await publishUnder({
		kind: "publish_ok_then_reset",
	});
	expect(answer).toEqual({
		ok: false,
		kind: "no_response",
		why: "reset",
		started: true,
	});
	expect(await live(stage)).toBe(1);
});

test("the post goes live after the client gave up", async () => {
	const { stage, answer } = await publishUnder(
		{ kind: "publish_ok_after_delay", params: { delayMs: 6_000 } },
		1_000,
	);
	expect(answer).toMatchObject({ why: "timeout", started: true });
	expect(await live(stage)).toBe(0);
	await expect.poll(() => live(stage)).toBe(1);
});

test("a 500 in HTML is no answer, and nothing is live", async () => {
	const { stage, answer } = await publishUnder({
		kind: "http_500_html",
		route: "publish",
	});
	expect(answer).toMatchObject({
		kind: "no_response",
		why: "unreadable",
		started: true,
		httpStatus: 500,
	});
	expect(await live(stage)).toBe(0);
});

test("a cut before the work leaves nothing live", async () => {
	const { stage, answer } = await publishUnder({
		kind: "reset",
		route: "publish",
	});
	expect(answer).toMatchObject({ why: "reset", started: true });
	expect(await live(stage)).toBe(0);
});

test("any error row can be injected on a route, so often and no more", async () => {
	const { stage, containerId, answer } = await publishUnder({
		kind: "graph_error",
		route: "publish",
		params: {
			code: 368,
			message: "Blocked",
			isTransient: true,
			httpStatus: 403,
		},
	});
	expect(answer).toMatchObject({
		...graphError(368),
		httpStatus: 403,
		error: { isTransient: true, message: "Blocked" },
	});
	expect((await stage.control.readState()).faults).toEqual([]);
	const next = await publishContainer(stage.client, containerId, {
		timeoutMs: 60_000,
	});
	expect(next.ok).toBe(true);
});

test("a foreign post with the same caption appears at the same moment", async () => {
	const { stage, answer } = await publishUnder({
		kind: "foreign_post",
		params: { caption: "Fresh bread" },
	});
	if (!answer.ok) throw new Error(JSON.stringify(answer));
	const listed = await stage.client.listMedia({ since: FAR_PAST });
	if (!listed.ok) throw new Error(JSON.stringify(listed));
	expect(listed.data.media.map((media) => media.caption)).toEqual([
		"Fresh bread",
		"Fresh bread",
	]);
	const posts = await stage.control.listPublished(IG_ID);
	expect(posts.map((post) => post.containerId !== null)).toEqual([false, true]);
	expect(await stage.client.publishingLimit()).toMatchObject({
		data: { quotaUsage: 1 },
	});
});

test("fresh objects answer 100/33 while older ones are read", async () => {
	const stage = await stageEmulator();
	const id = await makeContainer(stage);
	await stage.control.addFault({
		kind: "fresh_read_100_33",
		params: { freshMs: HOUR_MS },
	});
	expect(await stage.client.containerStatus(id)).toMatchObject(
		graphError(100, 33),
	);
	const published = await publishContainer(stage.client, id, {
		timeoutMs: 60_000,
	});
	if (!published.ok) throw new Error(JSON.stringify(published));
	expect(await stage.client.media(published.data.id)).toMatchObject(
		graphError(100, 33),
	);
	await stage.control.advanceClock(HOUR_MS);
	expect(await stage.client.containerStatus(id)).toMatchObject({ ok: true });
	expect(await stage.client.media(published.data.id)).toMatchObject({
		ok: true,
	});
});

test("a stuck container stays IN_PROGRESS until it expires", async () => {
	const stage = await stageEmulator();
	await stage.control.addFault({ kind: "container_stuck", count: 1 });
	const id = await makeContainer(stage);
	await stage.control.advanceClock(23 * HOUR_MS);
	expect(await stage.client.containerStatus(id)).toMatchObject({
		data: { status_code: "IN_PROGRESS" },
	});
	await stage.control.advanceClock(HOUR_MS);
	expect(await stage.client.containerStatus(id)).toMatchObject({
		data: { status_code: "EXPIRED" },
	});
});

test("a container in error names its subcode", async () => {
	const stage = await stageEmulator();
	await stage.control.addFault({
		kind: "container_error",
		count: 1,
		params: { subcode: 2207026 },
	});
	const id = await makeContainer(stage);
	expect(await stage.client.containerStatus(id)).toMatchObject({
		data: {
			status_code: "ERROR",
			status: "Error: Media upload has failed with error code 2207026",
		},
	});
	expect(
		await publishContainer(stage.client, id, { timeoutMs: 60_000 }),
	).toMatchObject(graphError(9007, 2207027));
});

test("a revoked token is 190/460 everywhere, for its account only", async () => {
	const { client, control, clientWith } = await stageEmulator();
	const other = { igId: "17841400000000002", token: "second", followers: 10 };
	await control.ensureAccount({ ...other, username: "other" });
	await control.addFault({ kind: "token_revoked", igId: IG_ID });
	expect(await client.me()).toMatchObject(graphError(190, 460));
	expect(await client.refreshToken()).toMatchObject(graphError(190, 460));
	expect(await clientWith({ token: "second" }).me()).toMatchObject({
		ok: true,
	});
	await control.clearFaults();
	expect(await client.me()).toMatchObject({ ok: true });
});

test("a restricted account may read, but neither create nor publish", async () => {
	const stage = await stageEmulator();
	const id = await makeContainer(stage);
	await stage.control.addFault({ kind: "account_restricted" });
	const create = stage.client.createContainer({
		image_url: stage.imageUrl,
		caption: "",
		is_ai_generated: true,
	});
	expect(await create).toMatchObject(graphError(25, 2207050));
	expect(
		await publishContainer(stage.client, id, { timeoutMs: 60_000 }),
	).toMatchObject(graphError(25, 2207050));
	expect(await stage.client.me()).toMatchObject({ ok: true });
});

test("quota shared with manual use leaves less for us", async () => {
	const stage = await stageEmulator();
	await stage.control.addFault({ kind: "quota_shared", params: { used: 50 } });
	expect(await stage.client.publishingLimit()).toMatchObject({
		data: { quotaUsage: 50, quotaTotal: 50 },
	});
	const id = await makeContainer(stage);
	expect(
		await publishContainer(stage.client, id, { timeoutMs: 60_000 }),
	).toMatchObject(graphError(9, 2207042));
	expect(await live(stage)).toBe(0);
});

test("latency makes a client time out", async () => {
	const { clientWith, control } = await stageEmulator();
	await control.addFault({ kind: "latency", params: { delayMs: 10_000 } });
	expect(await clientWith({ timeoutMs: 30 }).me()).toMatchObject({
		why: "timeout",
		started: true,
	});
});
