const clean = (text: string): string =>
	text.toWellFormed().replaceAll("\0", "");

/** The same value with what PostgreSQL cannot store taken out of its texts: NUL and half surrogate pairs. */
export function storable<T>(value: T): T {
	// The shape stays the same, only the characters of texts change: hence the assertions.
	if (typeof value === "string") return clean(value) as T;
	if (Array.isArray(value)) return value.map(storable) as T;
	if (value === null || typeof value !== "object") return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [clean(key), storable(inner)]),
	) as T;
}
