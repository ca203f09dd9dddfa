import { diffArrays } from "diff";

export type DiffPart = { kind: "same" | "gone" | "new"; text: string };

// A word keeps the space after it, or texts would be matched by their spaces.
const words = (text: string): string[] => text.match(/\S+\s*|\s+/gu) ?? [];

/** What was taken out of a text and what was put in, word by word. */
export const diffWords = (before: string, after: string): DiffPart[] =>
	diffArrays(words(before), words(after)).map(({ value, added, removed }) => ({
		kind: added ? "new" : removed ? "gone" : "same",
		text: value.join(""),
	}));
