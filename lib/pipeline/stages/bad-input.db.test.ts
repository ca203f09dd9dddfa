import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { updateAccount } from "@/lib/accounts/commands";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import type { Deps, FeedReadOutcome } from "@/lib/pipeline/deps";
import { advanceRun } from "@/lib/pipeline/runs/advance";
import { resumeRun, startRun } from "@/lib/pipeline/runs/commands";
import { readRun } from "@/lib/pipeline/runs/views";
import { addSource, updateSource } from "@/lib/pipeline/sources/commands";
import { listSources } from "@/lib/pipeline/sources/views";
import {
	newAccount,
	openPipelineStage,
	type PipelineStage,
} from "@/lib/pipeline/testing/stage";
import { STAGE_OUTPUTS } from "./outputs";

let room: PipelineStage;
beforeAll(async () => {
	room = await openPipelineStage();
});
afterAll(() => room.close());

const run = async (deps: Partial<Deps>, accountId?: string) => {
	const account = accountId ?? (await newAccount(room));
	const { runId } = await startRun(room.worker, {
		accountId: account,
		topic: "ai productivity",
		dedupe: "new",
	});
	const end = await advanceRun(room.worker, runId, {
		deps: { ...room.deps, ...deps },
	});
	return { runId, end, view: await readRun(room.worker, runId) };
};
const signalsOf = (view: Awaited<ReturnType<typeof readRun>>) =>
	STAGE_OUTPUTS.signals.parse(view.stages[0]?.output);
const postOf = (runId: string) =>
	room.db.post.findFirstOrThrow({ where: { runId } });
const flagOf = (runId: string) =>
	room.db.moderationFlag.findFirst({ where: { runId } });

/** The provider's own draft with other words in it. */
const saying = (words: object): Partial<Deps> => ({
	text: {
		...room.deps.text,
		draft: async (...given) => ({
			...(await room.deps.text.draft(...given)),
			...words,
		}),
	},
});

test("an HTML page instead of a feed is named on its source; the others deliver", async () => {
	const page = join(room.folder, "login.html");
	await writeFile(page, "<!DOCTYPE html><html><body>Sign in</body></html>");
	await addSource(room.setup, {
		accountId: null,
		name: "Login",
		location: page,
	});
	const { end, view } = await run({});
	expect(end).toMatchObject({ state: "succeeded" });
	const [desk, login] = signalsOf(view).sources;
	expect(desk).toMatchObject({ name: "Desk", state: "items", items: 3 });
	expect(login).toMatchObject({ name: "Login", state: "failed" });
	expect(login?.fault).toBeTruthy();
	const shown = await listSources(room.worker);
	expect(shown.map(({ name, health }) => [name, health])).toEqual([
		["Desk", "healthy"],
		["Login", "failing"],
	]);
	const { sourceId } = { sourceId: shown[1]?.id ?? "" };
	await updateSource(room.setup, { sourceId, enabled: false });
});

test("an unchanged or silent feed counts with what it said lately", async () => {
	const items = await run({});
	for (const outcome of [
		{ kind: "not_modified" },
		{ kind: "failed", why: "timeout", message: "no answer" },
	] satisfies FeedReadOutcome[]) {
		const { view } = await run({ readFeed: async () => outcome });
		expect(signalsOf(view).signals).toEqual(signalsOf(items.view).signals);
	}
});

test("an unchanged feed is read whole again once nothing of it is kept", async () => {
	const whole: FeedReadOutcome = {
		kind: "items",
		items: [
			{
				externalId: "weekly",
				title: "AI productivity, once a week",
				url: null,
				publishedAt: null,
				summary: "",
				rank: 1,
			},
		],
		dropped: 0,
		etag: '"v1"',
		lastModified: null,
	};
	const asked: (string | null)[] = [];
	const readFeed: Deps["readFeed"] = async (_source, options) => {
		asked.push(options.etag ?? null);
		return options.etag ? { kind: "not_modified" } : whole;
	};
	await run({ readFeed });
	const soon = await run({ readFeed });
	await room.db.sourceSignal.updateMany({
		data: { observedAt: addMs(await appNow(room.db), -3 * DAY) },
	});
	const later = await run({ readFeed });
	expect(asked).toEqual([null, '"v1"', null]);
	for (const { view } of [soon, later])
		expect(signalsOf(view).signals).toContainEqual(
			expect.objectContaining({ externalId: "weekly" }),
		);
});

test("without any item about it, the topic that was typed is the source signal", async () => {
	const accountId = await newAccount(room);
	const { runId } = await startRun(room.worker, {
		accountId,
		topic: "sourdough",
	});
	await advanceRun(room.worker, runId, { deps: room.deps });
	const view = await readRun(room.worker, runId);
	expect(view.state).toBe("succeeded");
	expect(signalsOf(view).signals).toEqual([
		{ kind: "topic", title: "sourdough", by: "worker" },
	]);
});

test("items with one id twice, half characters and NUL are stored once and whole", async () => {
	const item = (title: string, rank: number) => ({
		externalId: "same",
		title,
		url: null,
		publishedAt: "the day before",
		summary: "",
		rank,
	});
	const outcome: FeedReadOutcome = {
		kind: "items",
		items: [
			item("AI productivity \ud83d tips", 1),
			item("Productivity with AI\0 elsewhere and more", 2),
		],
		dropped: 0,
		etag: null,
		lastModified: null,
	};
	const { end } = await run({ readFeed: async () => outcome });
	expect(end).toMatchObject({ state: "succeeded" });
	const stored = await room.db.sourceSignal.findMany({
		where: { externalId: "same" },
	});
	expect(stored).toHaveLength(1);
});

test("a promise that needs proof is held with the finding; the run still succeeds", async () => {
	const caption = `Guaranteed results for everyone who reads this to its end, really.`;
	const { runId, end } = await run(saying({ caption }));
	expect(end).toMatchObject({ state: "succeeded" });
	const post = await postOf(runId);
	expect(post).toMatchObject({ state: "held", moderation: "hold" });
	expect(JSON.stringify(post.moderationNotes)).toContain(
		"a promise that needs proof",
	);
	expect(await flagOf(runId)).toMatchObject({
		verdict: "hold",
		version: "moderation@1",
	});
});

test("what no edit makes right ends the run with the finding", async () => {
	const caption =
		"You should go kill yourself, said nobody kind, ever, to anybody at all.";
	const { runId, end, view } = await run(saying({ caption }));
	expect(end).toMatchObject({
		state: "failed",
		fault: expect.stringContaining("encourages harm or hate"),
	});
	expect(
		view.stages.find(({ name }) => name === "moderate")?.output,
	).toMatchObject({
		verdict: "reject",
	});
	expect(await flagOf(runId)).toMatchObject({ verdict: "reject" });
	expect(await room.db.post.count({ where: { runId } })).toBe(0);
});

test("without rules nothing passes: the post is held", async () => {
	await room.db.moderationRuleVersion.updateMany({ data: { active: false } });
	const { runId } = await run({});
	await room.db.moderationRuleVersion.updateMany({ data: { active: true } });
	expect(await postOf(runId)).toMatchObject({
		state: "held",
		policyVersion: "none",
	});
});

test("characters that the picture cannot show are held; emoji and odd characters do no harm", async () => {
	const { runId } = await run(
		saying({ hook: "ابدأ مبكرًا 🚀", kicker: "\ud83d x\0" }),
	);
	const post = await postOf(runId);
	expect(post.state).toBe("held");
	expect(JSON.stringify(post.moderationNotes)).toContain("missing_glyphs");
	const fine = await run(saying({ hook: "Begin early 🚀 today" }));
	expect((await postOf(fine.runId)).state).toBe("queued");
});

test("a caption stays within 2,200 characters: hashtags that do not fit are left out", async () => {
	const caption = `${"Calm words about work. ".repeat(82)}End.`;
	const hashtags = Array.from(
		{ length: 15 },
		(_, i) => `tag${i}${"x".repeat(50)}`,
	);
	const { runId } = await run(saying({ caption, hashtags }));
	const post = await postOf(runId);
	expect(post.caption.length).toBeLessThanOrEqual(2200);
	expect(post.caption).toContain("#tag0");
});

test("an account without slots fails at once and says what to do", async () => {
	const accountId = await newAccount(room, { slots: [] });
	const { end } = await run({}, accountId);
	expect(end).toMatchObject({
		state: "failed",
		fault: expect.stringMatching(/has no posting slots: add some/),
	});
});

test("a slot that is taken meanwhile gives way to the next free one", async () => {
	const accountId = await newAccount(room, { slots: ["09:30", "18:00"] });
	const ends = await Promise.all([run({}, accountId), run({}, accountId)]);
	const posts = await Promise.all(ends.map(({ runId }) => postOf(runId)));
	expect(new Set(posts.map(({ slotAt }) => slotAt.getTime())).size).toBe(2);
});

test("the account's banned words count", async () => {
	const accountId = await newAccount(room);
	await updateAccount(
		{ ...room.setup },
		{
			accountId,
			brand: {
				name: "Desk",
				bannedWords: ["synergy"],
				bannedClaims: [],
				allowedLinkHosts: [],
			},
		},
	);
	const caption =
		"Nothing but synergy, all day long, for the whole of the week.";
	const { end } = await run(saying({ caption }), accountId);
	expect(end).toMatchObject({ state: "failed" });
});

test("a word that the account bans while a run waits counts: no verdict from before is used", async () => {
	const accountId = await newAccount(room);
	const caption =
		"Nothing but synergy, all day long, for the whole of the week.";
	const broken = async () => {
		throw new AppError("bad_input", "the renderer is broken");
	};
	const { runId, end } = await run(
		{ ...saying({ caption }), render: broken },
		accountId,
	);
	expect(end).toMatchObject({ fault: "the renderer is broken" });
	await updateAccount(room.setup, {
		accountId,
		brand: { name: "Desk", bannedWords: ["synergy"] },
	});
	await resumeRun(room.worker, { runId });
	expect(
		await advanceRun(room.worker, runId, { deps: room.deps }),
	).toMatchObject({ state: "failed", fault: expect.stringMatching(/synergy/) });
});

test("a look that the account changes while a run waits counts, in words and picture", async () => {
	const accountId = await newAccount(room);
	const lost = {
		put: async () => {
			throw new AppError("bad_input", "the media store is gone");
		},
	};
	const { runId, end } = await run({ media: lost }, accountId);
	expect(end).toMatchObject({ fault: "the media store is gone" });
	const resumed = async () => {
		room.calls.length = 0;
		await resumeRun(room.worker, { runId });
		await advanceRun(room.worker, runId, {
			deps: { ...room.deps, media: lost },
		});
		return [...room.calls];
	};
	expect(await resumed()).toEqual(["render"]);
	await updateAccount(room.setup, { accountId, brand: { name: "The Desk" } });
	expect(await resumed()).toEqual(["draft", "render"]);
});
