export type SearchParams = Record<string, string | string[] | undefined>;

/** A page's search parameters with one value each, the first where a name is repeated. */
export function searchOf(given: SearchParams): URLSearchParams {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(given)) {
		const first = Array.isArray(value) ? value[0] : value;
		if (first !== undefined) search.set(name, first);
	}
	return search;
}
