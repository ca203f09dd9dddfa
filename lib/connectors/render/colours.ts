/** `#rrggbb` colours of a brand. */
export type Palette = { background: string; ink: string; accent: string };

/** The colours of one image: text on ground, and a mark with text on it. */
export type Scheme = {
	ground: string;
	text: string;
	muted: string;
	/** The accent as shape. */
	mark: string;
	/** The accent as text: itself where it can be read, else the text colour. */
	markText: string;
	onMark: string;
};

export const DEFAULT_PALETTE: Palette = {
	background: "#f5efe4",
	ink: "#191a23",
	accent: "#e4572e",
};

const HEX = /^#[0-9a-f]{6}$/i;
const AA_TEXT = 4.5;
/** WCAG 2.2 §1.4.3: text of at least 24 px, or 18.66 px bold. */
const AA_LARGE = 3;

const channels = (hex: string): number[] =>
	[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = channels(hex).map((channel) => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG contrast ratio, 1 to 21. */
export function contrast(a: string, b: string): number {
	const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort(
		(x, y) => x - y,
	);
	return (light + 0.05) / (dark + 0.05);
}

/** `share` of the first colour over the second. */
export function mix(a: string, b: string, share: number): string {
	const other = channels(b);
	const mixed = channels(a).map((channel, index) =>
		Math.round(channel * share + (other[index] ?? 0) * (1 - share)),
	);
	return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** The first of the wished colours that can be read on the ground, else black or white. */
function readable(
	ground: string,
	wished: readonly string[],
	ratio: number,
): string {
	const found = wished.find((colour) => contrast(colour, ground) >= ratio);
	if (found) return found;
	return contrast("#000000", ground) >= contrast("#ffffff", ground)
		? "#000000"
		: "#ffffff";
}

function schemeOn(ground: string, mark: string, palette: Palette): Scheme {
	const text = readable(ground, [palette.ink, palette.background], AA_TEXT);
	return {
		ground,
		text,
		muted: readable(ground, [mix(text, ground, 0.68), text], AA_TEXT),
		mark,
		markText: readable(ground, [mark, text], AA_LARGE),
		onMark: readable(mark, [palette.background, palette.ink], AA_TEXT),
	};
}

/** The palette as given; a colour that is none is replaced by the default's. */
export function validPalette(palette: Partial<Palette>): Palette {
	const valid = (name: keyof Palette) =>
		HEX.test(palette[name] ?? "")
			? (palette[name] ?? DEFAULT_PALETTE[name])
			: DEFAULT_PALETTE[name];
	return {
		background: valid("background"),
		ink: valid("ink"),
		accent: valid("accent"),
	};
}

/** The three dresses of a palette; all text in them passes WCAG AA. */
export const schemesOf = (palette: Palette) => ({
	light: schemeOn(palette.background, palette.accent, palette),
	dark: schemeOn(palette.ink, palette.accent, palette),
	bold: schemeOn(palette.accent, palette.ink, palette),
});
