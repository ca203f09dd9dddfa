import type { Scheme } from "./colours";
import { type FittedText, fitText } from "./fit-text";
import { column, disc, fitted, line, type Node, row, type Style } from "./node";
import { CONTENT_WIDTH, HEIGHT, MARGIN, WIDTH } from "./post-design";

/** A post's texts, ready to be drawn, and its colours. */
export type Content = {
	title: string;
	kicker: string;
	points: readonly string[];
	brandName: string;
	handle: string;
	scheme: Scheme;
	/** A number from the seed: which of a layout's decorations. */
	variant: number;
};

/** Top of the footer: what a layout fills ends above it. */
export const FOOTER_TOP = HEIGHT - MARGIN - 64;

const oneLine = (text: string, maxWidth: number, size: number): FittedText =>
	fitText(text, {
		weight: 700,
		tracking: 0,
		leading: 1.25,
		maxWidth,
		maxHeight: size * 1.25,
		minSize: Math.round(size * 0.8),
		maxSize: size,
		maxLines: 1,
	});

/** Small capitals above a headline. */
export function kicker(text: string, style: Style): Node | null {
	if (text === "") return null;
	const label = fitText(text.toLocaleUpperCase("en"), {
		weight: 700,
		tracking: 0.1,
		leading: 1.25,
		maxWidth: CONTENT_WIDTH - 80,
		maxHeight: 36,
		minSize: 22,
		maxSize: 27,
		maxLines: 1,
	});
	return fitted(label, style);
}

export type FooterColours = Pick<Scheme, "text" | "muted" | "mark" | "onMark">;

/** Who speaks: a monogram, the brand's name, its handle. */
export function footer(content: Content, colours: FooterColours): Node {
	const [initial = ""] = [...content.brandName];
	const handle = oneLine(content.handle, 380, 27);
	return row(
		{
			position: "absolute",
			left: MARGIN,
			top: FOOTER_TOP,
			width: CONTENT_WIDTH,
			height: 64,
			alignItems: "center",
			justifyContent: "space-between",
		},
		row(
			{ alignItems: "center" },
			row(
				{
					width: 60,
					height: 60,
					borderRadius: 18,
					marginRight: 20,
					backgroundColor: colours.mark,
					color: colours.onMark,
					alignItems: "center",
					justifyContent: "center",
					fontSize: 32,
					fontWeight: 800,
				},
				initial.toLocaleUpperCase("en"),
			),
			fitted(oneLine(content.brandName, 430, 30), { color: colours.text }),
		),
		fitted({ ...handle, weight: 500 }, { color: colours.muted }),
	);
}

/** The whole image: its ground, what lies behind, what stands before. */
export const page = (ground: string, ...children: (Node | null)[]): Node =>
	column(
		{
			position: "relative",
			width: WIDTH,
			height: HEIGHT,
			overflow: "hidden",
			backgroundColor: ground,
			fontFamily: "Inter",
		},
		...children,
	);

/** Rings, a disc or an arc that leave the text alone; chosen by the seed. */
export function decoration(content: Content, colour: string): Node[] {
	const ring = (size: number, right: number, top: number) =>
		disc(size, { right, top, border: `30px solid ${colour}` });
	if (content.variant % 3 === 0)
		return [disc(520, { right: -150, top: -170, backgroundColor: colour })];
	if (content.variant % 3 === 1)
		return [ring(560, -220, -190), ring(330, -105, -75)];
	return [0, 1, 2, 3, 4].flatMap((column_) =>
		[0, 1, 2, 3, 4].map((row_) =>
			disc(20, {
				right: MARGIN + column_ * 58,
				top: MARGIN + row_ * 58,
				backgroundColor: colour,
			}),
		),
	);
}

export const rule = (colour: string, style: Style): Node =>
	row({ height: 3, width: CONTENT_WIDTH, backgroundColor: colour, ...style });

export const label = (text: string, style: Style): Node =>
	line(text, { fontWeight: 800, ...style });
