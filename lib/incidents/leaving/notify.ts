import type { Left } from "./model";

const quoted = (texts: readonly string[]): string[] =>
	texts.map((text) => `“${text}”`);

/** What became of everything that somebody left behind, one line a kind. */
export function describeLeft(left: Left): string[] {
	const { handedTo } = left;
	const kinds: [string, readonly string[]][] = [
		["Windows handed over", quoted(left.windowsHanded)],
		["Windows withdrawn", quoted(left.windowsWithdrawn)],
		[
			handedTo ? "Incidents handed over" : "Incidents without an owner",
			left.incidents.map((number) => `#${number}`),
		],
		["Need another person's approval", quoted(left.posts)],
	];
	return [
		handedTo ? `${handedTo} takes over.` : "Nobody takes over.",
		...kinds.flatMap(([what, names]) =>
			names.length > 0 ? [`${what}: ${names.join(", ")}`] : [],
		),
	];
}
