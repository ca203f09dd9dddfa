import type { FittedText } from "./fit-text";

export type Style = Record<string, string | number>;
type Child = Node | string | null;

/** What satori draws: the shape of a React element, without React. */
export type Node = {
	type: string;
	key: null;
	props: { style: Style; children: readonly (Node | string)[] | string };
};

const node = (
	type: string,
	style: Style,
	children: readonly Child[],
): Node => ({
	type,
	key: null,
	props: { style, children: children.filter((child) => child !== null) },
});

export const row = (style: Style, ...children: Child[]): Node =>
	node("div", { display: "flex", flexDirection: "row", ...style }, children);

export const column = (style: Style, ...children: Child[]): Node =>
	node("div", { display: "flex", flexDirection: "column", ...style }, children);

export const disc = (size: number, style: Style): Node =>
	row({
		position: "absolute",
		width: size,
		height: size,
		borderRadius: size,
		...style,
	});

/** One line of text of a fixed style. */
export const line = (text: string, style: Style): Node =>
	row({ whiteSpace: "pre", ...style }, text);

/** Text whose lines were already broken. */
export const fitted = (text: FittedText, style: Style): Node =>
	column(
		{
			fontSize: text.size,
			fontWeight: text.weight,
			letterSpacing: text.tracking * text.size,
			lineHeight: text.leading,
			...style,
		},
		...text.lines.map((content) =>
			line(content, { height: text.size * text.leading }),
		),
	);
