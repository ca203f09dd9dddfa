import sharp from "sharp";
import { expect, test } from "vitest";
import {
	IG_ID,
	jpegOf,
	makeContainer,
	serveBytes,
	stageEmulator,
	TOKEN,
} from "@/lib/connectors/emulator/testing/emulator";
import { publishContainer } from "@/lib/connectors/instagram/media-publish";

const HOUR_MS = 3_600_000;

async function createFrom(image_url: string, caption = "") {
	const { client } = await stageEmulator();
	return client.createContainer({ image_url, caption, is_ai_generated: true });
}
const refusedWith = (code: number, subcode: number) => ({
	kind: "graph",
	httpStatus: 400,
	error: { code, subcode },
});

test.each([
	["4:5", 1080, 1350, null],
	["1.91:1", 1080, 565, null],
	["3:4", 1080, 1440, 2207009],
	["2:1", 1080, 540, 2207009],
])("an image of %s", async (_, width, height, subcode) => {
	const answer = await createFrom(
		await serveBytes(await jpegOf(width, height)),
	);
	if (subcode === null) expect(answer.ok).toBe(true);
	else expect(answer).toMatchObject(refusedWith(36003, subcode));
});

test("PNG is an unsupported format, HTML no media, 404 and nobody there not fetched", async () => {
	const png = sharp({
		create: { width: 500, height: 500, channels: 3, background: "#fff" },
	}).png();
	expect(
		await createFrom(await serveBytes(await png.toBuffer())),
	).toMatchObject(refusedWith(36001, 2207005));
	const html = await serveBytes(Buffer.from("<html>login</html>"));
	expect(await createFrom(html)).toMatchObject(refusedWith(9004, 2207052));
	const missing = await serveBytes(await jpegOf(1080, 1080), 404);
	expect(await createFrom(missing)).toMatchObject(refusedWith(9004, 2207052));
	expect(await createFrom("http://127.0.0.1:1/x.jpg")).toMatchObject(
		refusedWith(9004, 2207052),
	);
});

test("an image over 8 MiB is too large", async () => {
	const padding = Buffer.alloc(8 * 1024 * 1024);
	const large = Buffer.concat([await jpegOf(1080, 1080), padding]);
	expect(await createFrom(await serveBytes(large))).toMatchObject(
		refusedWith(36000, 2207004),
	);
});

test.each([
	["2201 characters", "x".repeat(2201), 36004, 2207010],
	["31 hashtags", "#a ".repeat(31), 36004, 2207010],
	["21 mentions", "@a ".repeat(21), 100, 2207040],
])("a caption with %s is refused", async (_, caption, code, subcode) => {
	const image = await serveBytes(await jpegOf(1080, 1080));
	expect(await createFrom(image, caption)).toMatchObject(
		refusedWith(code, subcode),
	);
});

test("a caption at the limits is taken", async () => {
	const image = await serveBytes(await jpegOf(1080, 1080));
	const caption = `${"#a ".repeat(30)}${"@a ".repeat(20)}`.padEnd(2200, "x");
	expect(await createFrom(image, caption)).toMatchObject({ ok: true });
});

test("publishing before FINISHED is 9007, afterwards it works once", async () => {
	const stage = await stageEmulator();
	await stage.control.changeSettings({ processingMs: 5 * 60_000 });
	const id = await makeContainer(stage);
	const publish = () =>
		publishContainer(stage.client, id, { timeoutMs: 60_000 });
	expect(await publish()).toMatchObject(refusedWith(9007, 2207027));
	await stage.control.advanceClock(5 * 60_000);
	const both = await Promise.all([publish(), publish()]);
	expect(both.filter((answer) => answer.ok)).toHaveLength(1);
	expect(both).toContainEqual(expect.objectContaining({ kind: "graph" }));
	expect(await stage.control.listPublished(IG_ID)).toHaveLength(1);
});

test("a container of 24 h is EXPIRED and cannot be published", async () => {
	const stage = await stageEmulator();
	const id = await makeContainer(stage);
	await stage.control.advanceClock(24 * HOUR_MS);
	expect(await stage.client.containerStatus(id)).toMatchObject({
		data: { status_code: "EXPIRED" },
	});
	expect(
		await publishContainer(stage.client, id, { timeoutMs: 60_000 }),
	).toMatchObject(refusedWith(24, 2207008));
});

test("the quota rolls: used up today, free again after 24 h", async () => {
	const stage = await stageEmulator();
	await stage.control.changeSettings({ quotaTotal: 1 });
	const publish = async () =>
		publishContainer(stage.client, await makeContainer(stage), {
			timeoutMs: 60_000,
		});
	expect((await publish()).ok).toBe(true);
	expect(await publish()).toMatchObject(refusedWith(9, 2207042));
	await stage.control.advanceClock(24 * HOUR_MS);
	expect((await publish()).ok).toBe(true);
});

test("the 401st container of a day is refused", async () => {
	const image = new Uint8Array(await jpegOf(8, 8));
	const stage = await stageEmulator({
		publicFetch: async () => new Response(image),
	});
	for (let made = 0; made < 400; made++) await makeContainer(stage);
	const input = {
		image_url: stage.imageUrl,
		caption: "",
		is_ai_generated: true,
	};
	expect(await stage.client.createContainer(input)).toMatchObject({
		error: { code: 9 },
	});
	await stage.control.advanceClock(24 * HOUR_MS);
	expect(await stage.client.createContainer(input)).toMatchObject({ ok: true });
});

test("reels, stories and carousels get a Graph error, not a pretence", async () => {
	const { url } = await stageEmulator();
	for (const params of [
		"media_type=REELS&video_url=x",
		"media_type=CAROUSEL&children=1,2",
	]) {
		const response = await fetch(
			`${url}/v26.0/${IG_ID}/media?access_token=${TOKEN}&${params}`,
			{ method: "POST" },
		);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({
			error: {
				code: 100,
				error_subcode: 2207023,
				fbtrace_id: expect.any(String),
			},
		});
	}
});

test.each(["query", "form", "json"])(
	"parameters may come as %s",
	async (way) => {
		const { url, imageUrl } = await stageEmulator();
		const fields = {
			access_token: TOKEN,
			image_url: imageUrl,
			caption: "ü & =",
		};
		const query = new URLSearchParams(fields);
		const to = `${url}/v26.0/${IG_ID}/media`;
		const headers = { "content-type": "application/json" };
		const response = await (way === "query"
			? fetch(`${to}?${query}`, { method: "POST" })
			: way === "form"
				? fetch(to, { method: "POST", body: query })
				: fetch(to, { method: "POST", headers, body: JSON.stringify(fields) }));
		expect(await response.json()).toEqual({
			id: expect.stringMatching(/^\d{17}$/),
		});
	},
);

test("usage rises in the headers, then 80002 with the minutes to wait", async () => {
	const { client, control } = await stageEmulator();
	await control.changeSettings({ callBudget: 4 });
	const percents: (number | null)[] = [];
	for (let call = 0; call < 4; call++) {
		const answer = await client.me();
		percents.push(answer.ok ? answer.usage.percent : null);
	}
	expect(percents).toEqual([25, 50, 75, 100]);
	const refused = await client.me();
	expect(refused).toMatchObject({
		error: { code: 80002 },
		usage: { percent: 100 },
	});
	expect(
		refused.ok || refused.kind !== "graph" ? 0 : refused.usage.regainMinutes,
	).toBeGreaterThan(1400);
	await control.advanceClock(24 * HOUR_MS);
	expect(await client.me()).toMatchObject({ ok: true });
});

test("a forced usage reading is what the headers say", async () => {
	const { client, control } = await stageEmulator();
	await control.addFault({
		kind: "usage",
		params: { percent: 91, regainMinutes: 7 },
	});
	expect(await client.me()).toMatchObject({
		ok: true,
		usage: { percent: 91, regainMinutes: 7 },
	});
});
