import { digestOf } from "@/lib/core/canonical-json";
import type { Flags } from "./model";

type Content = {
	caption: string;
	altText: string;
	flags: Flags;
	mediaSha256: readonly string[];
};

/** A post as it would be sent, by the platform's own names (§1.1); media by their hashes, since a URL depends on the host. */
export type Payload = {
	target: string;
	media_type: "IMAGE";
	caption: string;
	alt_text: string;
	is_ai_generated: boolean;
	image_sha256: readonly string[];
};

/** The one place that says what of a post is sent, and to whom. */
export const canonicalPayload = (
	post: Content,
	account: { igUserId: string },
): Payload => ({
	target: account.igUserId,
	media_type: "IMAGE",
	caption: post.caption.normalize("NFC"),
	alt_text: post.altText.normalize("NFC"),
	is_ai_generated: post.flags.isAiGenerated,
	image_sha256: [...post.mediaSha256],
});

/** SHA-256 of the canonical payload; anyone can compute it again from the payload of an attempt. */
export const payloadHash = (payload: Payload): string => digestOf(payload);

/** What an approval binds to (R5): any change of these makes it stale. */
export const postDigest = (parts: {
	payload: Payload;
	mediaSha256: readonly string[];
	accountId: string;
	slotAt: Date;
	policyVersion: string;
}): string => digestOf(parts);

/** Payload and digest of a post as it stands. */
export function sealPost(
	post: Content & { accountId: string; slotAt: Date; policyVersion: string },
	account: { igUserId: string },
): { payload: Payload; digest: string } {
	const payload = canonicalPayload(post, account);
	const { mediaSha256, accountId, slotAt, policyVersion } = post;
	const digest = postDigest({
		payload,
		mediaSha256,
		accountId,
		slotAt,
		policyVersion,
	});
	return { payload, digest };
}
