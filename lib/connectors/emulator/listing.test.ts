import { expect, test } from "vitest";
import {
	FAR_PAST,
	IG_ID,
	stageEmulator,
	TOKEN,
} from "@/lib/connectors/emulator/testing/emulator";

const at = (hour: number) =>
	`2026-10-01T${String(hour).padStart(2, "0")}:00:00.000Z`;

async function stagePosts(count: number) {
	const stage = await stageEmulator();
	for (let hour = 0; hour < count; hour++)
		await stage.control.addMedia({
			igId: IG_ID,
			caption: `post ${hour}`,
			publishedAt: at(hour),
		});
	const get = async (path: string) =>
		(await fetch(`${stage.url}/v26.0/${path}`)).json();
	return { ...stage, get };
}

test("pages run newest first, forwards by `after` and back by `before`", async () => {
	const { get } = await stagePosts(5);
	const base = `${IG_ID}/media?access_token=${TOKEN}&fields=caption&limit=2`;
	const captions = (page: { data: { caption: string }[] }) =>
		page.data.map((m) => m.caption);
	const first = await get(base);
	expect(captions(first)).toEqual(["post 4", "post 3"]);
	expect(first.paging.previous).toBeUndefined();
	const second = await (await fetch(first.paging.next)).json();
	expect(captions(second)).toEqual(["post 2", "post 1"]);
	const last = await get(`${base}&after=${second.paging.cursors.after}`);
	expect(captions(last)).toEqual(["post 0"]);
	expect(last.paging.next).toBeUndefined();
	const back = await get(`${base}&before=${last.paging.cursors.before}`);
	expect(captions(back)).toEqual(["post 2", "post 1"]);
});

test("since and until bound the list", async () => {
	const { client, get } = await stagePosts(5);
	const since = await client.listMedia({ since: new Date(at(3)) });
	expect(since).toMatchObject({
		data: { media: [{ caption: "post 4" }, { caption: "post 3" }] },
	});
	const until = Date.parse(at(0)) / 1000;
	const page = await get(
		`me/media?access_token=${TOKEN}&fields=caption&until=${until}`,
	);
	expect(page.data).toMatchObject([{ caption: "post 0" }]);
});

test("more than a page of our client's size is listed whole", async () => {
	const { client, control } = await stageEmulator();
	for (let post = 0; post < 120; post++)
		await control.addMedia({ igId: IG_ID, caption: `${post}` });
	const all = await client.listMedia({ since: FAR_PAST });
	expect(all.ok && all.data.complete && all.data.media.length).toBe(120);
});

test("an unknown field or cursor, a bad limit and an unknown path are Graph errors", async () => {
	const { get } = await stagePosts(1);
	const token = `access_token=${TOKEN}`;
	for (const path of [
		`me?fields=shoe_size&${token}`,
		`me/media?after=nonsense&${token}`,
		`me/media?limit=0&${token}`,
		`me/media?since=soon&${token}`,
	])
		expect(await get(path), path).toMatchObject({ error: { code: 100 } });
	for (const path of [`me/friends?${token}`, `me/media/more?${token}`, ""])
		expect(await get(path), path).toMatchObject({ error: { code: 2500 } });
});

test("where captions are not readable they are absent, and stories are none", async () => {
	const { client, control, get } = await stagePosts(1);
	await control.changeSettings({ captionReadable: false });
	const list = await client.listMedia({ since: FAR_PAST });
	expect(list.ok && list.data.media[0]).not.toHaveProperty("caption");
	expect(await get(`me/stories?access_token=${TOKEN}`)).toEqual({ data: [] });
});
