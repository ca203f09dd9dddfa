import type { Palette } from "./colours";

export const LAYOUTS = [
	"headline",
	"quote",
	"list",
	"split",
	"number",
] as const;
export type Layout = (typeof LAYOUTS)[number];

export const WIDTH = 1080;
export const HEIGHT = 1350;
/** Inside this margin nothing is lost when a profile grid crops the image to 3:4. */
export const MARGIN = 96;
export const CONTENT_WIDTH = WIDTH - 2 * MARGIN;

export type PostDesign = {
	layout: Layout;
	/** The headline, or the quoted sentence. */
	title: string;
	kicker: string;
	points: readonly string[];
	brand: { name: string; handle: string; palette: Partial<Palette> };
	/** Chooses among the layout's dresses and decorations. */
	seed: string;
};
