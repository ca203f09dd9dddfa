import type { z } from "zod";
import { DraftText } from "./draft";

export type ParsedAnswer =
	| { kind: "valid"; text: z.output<typeof DraftText> }
	| { kind: "invalid"; fault: string };

function jsonIn(answer: string): unknown {
	const start = answer.indexOf("{");
	const end = answer.lastIndexOf("}");
	if (start < 0 || end < start) return undefined;
	try {
		return JSON.parse(answer.slice(start, end + 1));
	} catch {
		// Not JSON is one of the two answers of this function.
		return undefined;
	}
}

/** Finds and checks the draft in a model's answer, code fences and chatter around it allowed. */
export function parseAnswer(answer: string): ParsedAnswer {
	const value = jsonIn(answer);
	if (value === undefined)
		return { kind: "invalid", fault: "it holds no JSON object" };
	const parsed = DraftText.safeParse(value);
	if (parsed.success) return { kind: "valid", text: parsed.data };
	const faults = parsed.error.issues
		.slice(0, 6)
		.map((issue) => `${issue.path.join(".") || "answer"}: ${issue.message}`);
	return { kind: "invalid", fault: faults.join("; ") };
}
