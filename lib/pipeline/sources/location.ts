import { z } from "zod";

export type SourceLocation = { url: string } | { file: string };

/** Where a source is read: a web address, or an absolute path (or `file:` URL) on this machine. */
export function locationOf(location: string): SourceLocation | null {
	if (/^https?:\/\//i.test(location) && URL.canParse(location))
		return { url: location };
	if (location.startsWith("/")) return { file: location };
	if (/^file:\/\/\//i.test(location) && URL.canParse(location))
		return { file: decodeURIComponent(new URL(location).pathname) };
	return null;
}

const Location = z
	.string()
	.trim()
	.max(2000)
	.refine(
		(location) => locationOf(location) !== null,
		"a source is an http(s) address or an absolute path",
	)
	.refine(
		(location) =>
			!/^https?:/i.test(location) || new URL(location).password === "",
		"an address must not hold a password",
	);

export const SourceInput = z.object({
	/** Null means every account. */
	accountId: z.uuid().nullable(),
	name: z.string().trim().min(1).max(80),
	location: Location,
	/** Per cent: how much its items count beside the others'. */
	weight: z.int().min(1).max(500).default(100),
});

export const SourceChange = z.object({
	sourceId: z.uuid(),
	name: z.string().trim().min(1).max(80).optional(),
	location: Location.optional(),
	weight: z.int().min(1).max(500).optional(),
	enabled: z.boolean().optional(),
});
