import type { Json } from "@/lib/core/canonical-json";

export type Difference = {
	/** As "grants.0.signal"; empty for a bare value. */
	path: string;
	kind: "added" | "removed" | "changed" | "same";
	before: string | null;
	after: string | null;
};

const isBranch = (
	value: Json,
): value is readonly Json[] | { readonly [key: string]: Json } =>
	typeof value === "object" && value !== null && Object.keys(value).length > 0;

function leavesOf(value: Json, path: string, into: Map<string, string>): void {
	if (!isBranch(value)) {
		into.set(
			path,
			typeof value === "string" ? value : JSON.stringify(value ?? null),
		);
		return;
	}
	for (const [key, inner] of Object.entries(value))
		leavesOf(inner, path ? `${path}.${key}` : key, into);
}

function kindOf(before: string | null, after: string | null) {
	if (before === null) return "added";
	if (after === null) return "removed";
	return before === after ? "same" : "changed";
}

/** What an act changed, one line a value, in the order in which the values stand. Null stands for nothing at all. */
export function diffOf(before: Json, after: Json): Difference[] {
	const old = new Map<string, string>();
	const fresh = new Map<string, string>();
	if (before !== null) leavesOf(before, "", old);
	if (after !== null) leavesOf(after, "", fresh);
	return [...new Set([...old.keys(), ...fresh.keys()])].map((path) => {
		const was = old.get(path) ?? null;
		const is = fresh.get(path) ?? null;
		return { path, kind: kindOf(was, is), before: was, after: is };
	});
}
