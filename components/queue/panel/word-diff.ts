export type DiffPart = { kind: "same" | "gone" | "new"; text: string };

// A word keeps the space after it, or texts would be matched by their spaces.
const words = (text: string): string[] => text.match(/\S+\s*|\s+/gu) ?? [];

/** Lengths of the longest common subsequences of all tails. */
function tails(a: readonly string[], b: readonly string[]): number[][] {
	const table = Array.from({ length: a.length + 1 }, () =>
		new Array<number>(b.length + 1).fill(0),
	);
	for (let i = a.length - 1; i >= 0; i--)
		for (let j = b.length - 1; j >= 0; j--) {
			const row = table[i] ?? [];
			const below = table[i + 1] ?? [];
			row[j] =
				a[i] === b[j]
					? (below[j + 1] ?? 0) + 1
					: Math.max(below[j] ?? 0, row[j + 1] ?? 0);
		}
	return table;
}

/** What was taken out of a text and what was put in, word by word. */
export function diffWords(before: string, after: string): DiffPart[] {
	const [a, b] = [words(before), words(after)];
	const table = tails(a, b);
	const parts: DiffPart[] = [];
	const add = (kind: DiffPart["kind"], text: string) => {
		const last = parts.at(-1);
		if (last?.kind === kind) last.text += text;
		else parts.push({ kind, text });
	};
	let [i, j] = [0, 0];
	while (i < a.length || j < b.length) {
		const [left, right] = [a[i], b[j]];
		if (left !== undefined && left === right) {
			add("same", left);
			i++;
			j++;
		} else if (
			right === undefined ||
			(left !== undefined &&
				(table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))
		) {
			add("gone", left ?? "");
			i++;
		} else {
			add("new", right);
			j++;
		}
	}
	return parts;
}
