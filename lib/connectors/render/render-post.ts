import { Resvg } from "@resvg/resvg-js";
import satori from "satori";
import sharp from "sharp";
import { sha256 } from "@/lib/core/canonical-json";
import { schemesOf, validPalette } from "./colours";
import { FONT_FAMILY, loadFonts } from "./fonts";
import type { Content } from "./frame";
import { imageText, missingGlyphs } from "./image-text";
import { LAYOUT_NODES } from "./layouts";
import { HEIGHT, type Layout, type PostDesign, WIDTH } from "./post-design";

export const RENDER_MODEL = "builtin/render@1";

const MAX_POINTS = 5;
const QUALITY = 90;

const SCHEMES_OF: Readonly<
	Record<Layout, readonly ("light" | "dark" | "bold")[]>
> = {
	headline: ["light", "dark", "bold"],
	quote: ["light", "dark"],
	list: ["light", "dark"],
	split: ["light", "dark"],
	number: ["light", "bold", "dark"],
};

export type RenderedPost = {
	jpeg: Buffer;
	width: number;
	height: number;
	sha256: string;
	modelId: typeof RENDER_MODEL;
	/** Characters that no font can draw: not to be published, a person decides. */
	missingGlyphs: string[];
};

function contentOf(design: PostDesign): Content {
	const roll = Number.parseInt(sha256(design.seed).slice(0, 8), 16);
	const schemes = SCHEMES_OF[design.layout];
	const scheme = schemes[roll % schemes.length] ?? "light";
	return {
		title: imageText(design.title),
		kicker: imageText(design.kicker),
		points: design.points.map(imageText).filter(Boolean).slice(0, MAX_POINTS),
		brandName: imageText(design.brand.name),
		handle: imageText(design.brand.handle),
		scheme: schemesOf(validPalette(design.brand.palette))[scheme],
		variant: Math.floor(roll / 16),
	};
}

async function rasterise(svg: string): Promise<Buffer> {
	const image = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
	return sharp(image.pixels, {
		raw: { width: image.width, height: image.height, channels: 4 },
	})
		.removeAlpha()
		.jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
		.toBuffer();
}

/**
 * Draws a post as a 1080×1350 sRGB JPEG (§1.2, §7). Any text fits: smaller, wrapped, at last cut.
 * The same design gives the same bytes. Emoji are left out; other characters without a glyph are
 * named in `missingGlyphs`, right-to-left and Asian scripts among them.
 */
export async function renderPost(design: PostDesign): Promise<RenderedPost> {
	const content = contentOf(design);
	const page = LAYOUT_NODES[design.layout](content);
	page.props.style.fontFamily = FONT_FAMILY;
	const svg = await satori(page, {
		width: WIDTH,
		height: HEIGHT,
		fonts: loadFonts().satori,
	});
	const jpeg = await rasterise(svg);
	return {
		jpeg,
		width: WIDTH,
		height: HEIGHT,
		sha256: sha256(jpeg),
		modelId: RENDER_MODEL,
		missingGlyphs: missingGlyphs([
			content.title,
			content.kicker,
			...content.points,
			content.brandName,
			content.handle,
		]),
	};
}
