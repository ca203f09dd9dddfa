import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { sha256 } from "@/lib/core/canonical-json";
import { LAYOUTS, type PostDesign } from "./post-design";
import { RENDER_MODEL, renderPost } from "./render-post";

const design = (over: Partial<PostDesign> = {}): PostDesign => ({
	layout: "headline",
	title: "4 short notes on AI productivity 🚀",
	kicker: "The shortlist",
	points: ["One habit kept beats five planned", "Write down what changed"],
	brand: { name: "Acme Daily", handle: "@acme_daily", palette: {} },
	seed: "run-1",
	...over,
});

describe("renderPost", () => {
	it.each(LAYOUTS)(
		"draws %s as a JPEG that Instagram takes",
		async (layout) => {
			const post = await renderPost(design({ layout }));
			expect(await sharp(post.jpeg).metadata()).toMatchObject({
				format: "jpeg",
				width: 1080,
				height: 1350,
				space: "srgb",
				channels: 3,
			});
			expect(post).toMatchObject({
				width: 1080,
				height: 1350,
				modelId: RENDER_MODEL,
				missingGlyphs: [],
			});
			expect(post.sha256).toBe(sha256(post.jpeg));
			expect(post.jpeg.length).toBeLessThan(1024 * 1024);
			const { channels } = await sharp(post.jpeg).stats();
			expect(
				Math.max(...channels.map((channel) => channel.stdev)),
			).toBeGreaterThan(15);
		},
	);

	it("gives the same bytes for the same design, others for another text", async () => {
		const [once, again, other] = await Promise.all([
			renderPost(design()),
			renderPost(design()),
			renderPost(design({ title: "Another" })),
		]);
		expect(again.sha256).toBe(once.sha256);
		expect(other.sha256).not.toBe(once.sha256);
	});

	it("draws nothing but ground outside the safe margin of a list", async () => {
		const post = await renderPost(
			design({ layout: "list", title: "A very long headline ".repeat(30) }),
		);
		for (const left of [0, 1080 - 60]) {
			const edge = await sharp(post.jpeg)
				.extract({ left, top: 0, width: 60, height: 1350 })
				.toBuffer();
			const { channels } = await sharp(edge).stats();
			expect(
				Math.max(...channels.map((channel) => channel.stdev)),
			).toBeLessThan(1);
		}
	});

	it("reports right-to-left and Asian scripts, survives empty texts", async () => {
		expect(
			(await renderPost(design({ title: "ابدأ now 今" }))).missingGlyphs,
		).toEqual(["ا", "ب", "د", "أ", "今"]);
		const empty = await renderPost(
			design({
				layout: "split",
				title: "",
				kicker: "",
				points: [],
				brand: { name: "", handle: "", palette: {} },
			}),
		);
		expect(empty.missingGlyphs).toEqual([]);
	});
});
