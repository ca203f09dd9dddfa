const NOWHERE = "http://nowhere.invalid";

/** Where to go after signing in: a path of our own, or the first page for anything else. */
export function ownPath(next: unknown): string {
	if (typeof next !== "string" || !URL.canParse(next, NOWHERE)) return "/";
	const { origin, pathname, search, hash } = new URL(next, NOWHERE);
	// A path may still begin like a host once it is resolved again.
	if (origin !== NOWHERE || pathname.startsWith("//")) return "/";
	return `${pathname}${search}${hash}`;
}
