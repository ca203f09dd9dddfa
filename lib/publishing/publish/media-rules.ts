import type { RetryVerdict } from "./retry-plan";

/** What a look at a post's picture on its public URL showed. */
export type MediaFacts =
	| { kind: "private_host"; host: string }
	| { kind: "unreachable"; why: string }
	| {
			kind: "answer";
			httpStatus: number;
			contentType: string | null;
			bytes: number;
			/** Null when there were too many to read. */
			sha256: string | null;
			/** Null when the bytes are no readable picture. */
			size: { width: number; height: number } | null;
	  };

const MAX_BYTES = 8 * 1024 * 1024;
const MIN_RATIO = 0.8;
const MAX_RATIO = 1.91;
/** A ratio is met to the pixel at best: 1080×1350 is 0.8, 1080×566 is 1.908. */
const TOLERANCE = 0.005;

const permanent = (meaning: string): RetryVerdict => ({
	class: "permanent",
	meaning,
	maxRetries: 0,
});
const transient = (meaning: string): RetryVerdict => ({
	class: "transient",
	meaning,
	maxRetries: 3,
});

/**
 * Is this the approved picture (R5), and would Instagram take it (§1.2)? Null means yes.
 * @param sha256 of the bytes that were approved
 */
export function judgeMedia(
	facts: MediaFacts,
	sha256: string,
): RetryVerdict | null {
	if (facts.kind === "private_host")
		return permanent(
			`Instagram cannot reach ${facts.host}: set PUBLIC_MEDIA_BASE_URL to a public address`,
		);
	if (facts.kind === "unreachable")
		return transient(`the picture's URL does not answer: ${facts.why}`);
	if (facts.httpStatus !== 200)
		return transient(`the picture's URL answers ${facts.httpStatus}`);
	if (facts.contentType?.split(";")[0]?.trim() !== "image/jpeg")
		return permanent(
			`the picture is served as ${facts.contentType ?? "no type"}, not image/jpeg`,
		);
	if (facts.bytes > MAX_BYTES)
		return permanent("the picture is larger than 8 MiB");
	if (facts.sha256 !== sha256)
		return permanent("the picture's URL serves other bytes than were approved");
	if (!facts.size) return permanent("the picture cannot be read");
	const ratio = facts.size.width / facts.size.height;
	if (ratio < MIN_RATIO - TOLERANCE || ratio > MAX_RATIO + TOLERANCE)
		return permanent("the picture is not between 4:5 and 1.91:1");
	return null;
}

export const MAX_READ_BYTES = MAX_BYTES + 1;
