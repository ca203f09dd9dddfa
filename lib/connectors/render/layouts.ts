import { mix, type Scheme } from "./colours";
import { type FittedText, fitAlike, fitText, heightOf } from "./fit-text";
import {
	type Content,
	decoration,
	FOOTER_TOP,
	footer,
	kicker,
	label,
	page,
	rule,
} from "./frame";
import { column, fitted, type Node, row } from "./node";
import { CONTENT_WIDTH, type Layout, MARGIN, WIDTH } from "./post-design";

type Size = {
	maxWidth: number;
	maxHeight: number;
	minSize: number;
	maxSize: number;
};

const headlineText = (text: string, size: Size): FittedText =>
	fitText(text, { weight: 800, tracking: -0.03, leading: 1.06, ...size });

const pointTexts = (points: readonly string[], size: Size): FittedText[] =>
	fitAlike(points, { weight: 500, tracking: -0.008, leading: 1.3, ...size });

/** Below this a headline and its kicker keep clear of any decoration. */
const DECORATION_BOTTOM = 560;

const at = (left: number, top: number) => ({ position: "absolute", left, top });

/** One big sentence, low on the page, with air above it. */
function headline(content: Content): Node {
	const { scheme } = content;
	const title = headlineText(content.title, {
		maxWidth: CONTENT_WIDTH,
		maxHeight: 720,
		minSize: 40,
		maxSize: 138,
	});
	const top = FOOTER_TOP - 84 - heightOf(title);
	return page(
		scheme.ground,
		...(top > DECORATION_BOTTOM ? decoration(content, scheme.mark) : []),
		row({
			...at(MARGIN, top - 92),
			width: 84,
			height: 10,
			borderRadius: 5,
			backgroundColor: scheme.mark,
		}),
		kicker(content.kicker, { ...at(MARGIN, top - 62), color: scheme.markText }),
		fitted(title, { ...at(MARGIN, top), color: scheme.text }),
		footer(content, scheme),
	);
}

/** A sentence worth reading slowly. */
function quote(content: Content): Node {
	const { scheme } = content;
	const title = fitText(content.title, {
		weight: 700,
		tracking: -0.022,
		leading: 1.18,
		maxWidth: CONTENT_WIDTH - 40,
		maxHeight: 700,
		minSize: 36,
		maxSize: 110,
	});
	const height = heightOf(title);
	const top = Math.round(330 + (FOOTER_TOP - 100 - 330 - height) / 2);
	return page(
		scheme.ground,
		row({ ...at(0, 0), width: 26, height: 1350, backgroundColor: scheme.mark }),
		label("“", {
			...at(MARGIN - 18, 40),
			color: scheme.markText,
			fontSize: 420,
			lineHeight: 1,
		}),
		fitted(title, { ...at(MARGIN, top), color: scheme.text }),
		kicker(content.kicker, {
			...at(MARGIN, top + height + 36),
			color: scheme.markText,
		}),
		footer(content, scheme),
	);
}

const listItem = (
	scheme: Scheme,
	item: { ordinal: number; text: FittedText; height: number },
): Node =>
	column(
		{ width: CONTENT_WIDTH, height: item.height },
		rule(mix(scheme.text, scheme.ground, 0.16), {}),
		row(
			{ height: item.height - 3, alignItems: "center" },
			label(String(item.ordinal), {
				width: 124,
				color: scheme.markText,
				fontSize: 76,
				letterSpacing: -3,
			}),
			fitted(item.text, { color: scheme.text }),
		),
	);

/** A headline and up to five numbered lines. */
function list(content: Content): Node {
	const { scheme } = content;
	const top = content.kicker === "" ? MARGIN : MARGIN + 66;
	const title = headlineText(content.title, {
		maxWidth: CONTENT_WIDTH,
		maxHeight: 310,
		minSize: 38,
		maxSize: 92,
	});
	const listTop = top + heightOf(title) + 56;
	const height = Math.min(
		250,
		Math.floor((FOOTER_TOP - 48 - listTop) / content.points.length),
	);
	const points = pointTexts(content.points, {
		maxWidth: CONTENT_WIDTH - 124,
		maxHeight: height - 44,
		minSize: 26,
		maxSize: 48,
	});
	return page(
		scheme.ground,
		kicker(content.kicker, { ...at(MARGIN, MARGIN), color: scheme.markText }),
		fitted(title, { ...at(MARGIN, top), color: scheme.text }),
		column(
			at(MARGIN, listTop),
			...points.map((text, index) =>
				listItem(scheme, { ordinal: index + 1, text, height }),
			),
		),
		footer(content, scheme),
	);
}

/** The headline on a field of the accent, the points (or nothing) below it. */
function split(content: Content): Node {
	const { scheme } = content;
	const field = content.points.length === 0 ? 960 : 700;
	const title = headlineText(content.title, {
		maxWidth: CONTENT_WIDTH,
		maxHeight: field - 280,
		minSize: 38,
		maxSize: 118,
	});
	const bandHeight = FOOTER_TOP - 40 - (field + 52);
	const each = Math.floor(bandHeight / Math.max(1, content.points.length));
	const points = pointTexts(content.points, {
		maxWidth: CONTENT_WIDTH - 52,
		maxHeight: each - 20,
		minSize: 24,
		maxSize: 42,
	});
	return page(
		scheme.ground,
		row({
			...at(0, 0),
			width: WIDTH,
			height: field,
			backgroundColor: scheme.mark,
		}),
		kicker(content.kicker, { ...at(MARGIN, MARGIN), color: scheme.onMark }),
		fitted(title, {
			...at(MARGIN, field - 76 - heightOf(title)),
			color: scheme.onMark,
		}),
		column(
			at(MARGIN, field + 52),
			...points.map((text) =>
				row(
					{ height: each, alignItems: "center" },
					row({
						width: 22,
						height: 22,
						borderRadius: 6,
						marginRight: 30,
						backgroundColor: scheme.mark,
					}),
					fitted(text, { color: scheme.text }),
				),
			),
		),
		footer(content, scheme),
	);
}

/** The figure of the headline, as large as it can be, and the rest of the sentence. */
function number(content: Content): Node {
	const { scheme } = content;
	const figure = /[$€£]?\d[\d.,]*(?:\s?%|x|k|m|bn)?/iu
		.exec(content.title)?.[0]
		?.replace(/[.,]$/, "");
	if (figure === undefined || figure.length > 7) return headline(content);
	const big = fitText(figure, {
		weight: 800,
		tracking: -0.05,
		leading: 0.95,
		maxWidth: CONTENT_WIDTH,
		maxHeight: 500,
		minSize: 160,
		maxSize: 500,
		maxLines: 1,
	});
	const top = MARGIN + 84 + heightOf(big) + 64;
	const title = headlineText(content.title, {
		maxWidth: CONTENT_WIDTH,
		maxHeight: FOOTER_TOP - 60 - (top + 64),
		minSize: 36,
		maxSize: 112,
	});
	return page(
		scheme.ground,
		kicker(content.kicker, { ...at(MARGIN, MARGIN), color: scheme.markText }),
		fitted(big, { ...at(MARGIN - 12, MARGIN + 84), color: scheme.markText }),
		rule(mix(scheme.text, scheme.ground, 0.2), at(MARGIN, top)),
		fitted(title, { ...at(MARGIN, top + 56), color: scheme.text }),
		footer(content, scheme),
	);
}

/** Every layout, for any content; a list of less than two points is a headline. */
export const LAYOUT_NODES: Readonly<
	Record<Layout, (content: Content) => Node>
> = {
	headline,
	quote,
	list: (content) =>
		content.points.length < 2 ? headline(content) : list(content),
	split,
	number,
};
