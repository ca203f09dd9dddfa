import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 } from "@/lib/core/canonical-json";
import { canonicalPayload, payloadHash, postDigest } from "./payload";

const Sha = fc.string().map(sha256);
const Parts = fc.record({
	caption: fc.string(),
	altText: fc.string(),
	isAiGenerated: fc.boolean(),
	media: fc.array(Sha, { minLength: 1, maxLength: 4 }),
	accountId: fc.uuid(),
	igUserId: fc.stringMatching(/^\d{3,17}$/),
	slotAt: fc.date({
		min: new Date("2026-01-01T00:00:00Z"),
		max: new Date("2030-01-01T00:00:00Z"),
		noInvalidDate: true,
	}),
	policyVersion: fc.string(),
});
type Parts = typeof Parts extends fc.Arbitrary<infer T> ? T : never;

const digest = (parts: Parts): string => {
	const payload = canonicalPayload(
		{
			caption: parts.caption,
			altText: parts.altText,
			flags: { isAiGenerated: parts.isAiGenerated },
			mediaSha256: parts.media,
		},
		parts,
	);
	const { accountId, slotAt, policyVersion, media } = parts;
	return postDigest({
		payload,
		mediaSha256: media,
		accountId,
		slotAt,
		policyVersion,
	});
};

const normal = (parts: Parts): Parts => ({
	...parts,
	caption: parts.caption.normalize("NFC"),
	altText: parts.altText.normalize("NFC"),
	policyVersion: parts.policyVersion.normalize("NFC"),
});

test("two posts have one digest exactly when all that an approval binds to is equal", () => {
	fc.assert(
		fc.property(Parts, Parts, (a, b) => {
			for (const key of Object.keys(a) as (keyof Parts)[]) {
				const changed = { ...a, [key]: b[key] };
				const same =
					JSON.stringify(normal(a)) === JSON.stringify(normal(changed));
				expect(digest(changed) === digest(a)).toBe(same);
			}
		}),
	);
});

test("the order of the media is part of the digest", () => {
	fc.assert(
		fc.property(Parts, Sha, (parts, extra) => {
			const media = [...new Set([...parts.media, extra])];
			const turned = [...media].reverse();
			const same = media.join() === turned.join();
			expect(
				digest({ ...parts, media }) === digest({ ...parts, media: turned }),
			).toBe(same);
		}),
	);
});

test("the payload is what goes to the platform, composed (NFC), and its hash is its own", () => {
	const payload = canonicalPayload(
		{
			caption: "Cafe\u0301",
			altText: "a cup",
			flags: { isAiGenerated: true },
			mediaSha256: [sha256("a")],
		},
		{ igUserId: "17841400000000001" },
	);
	expect(payload).toEqual({
		target: "17841400000000001",
		media_type: "IMAGE",
		caption: "Caf\u00e9",
		alt_text: "a cup",
		is_ai_generated: true,
		image_sha256: [sha256("a")],
	});
	expect(payloadHash(payload)).toBe(
		sha256(
			`{"alt_text":"a cup","caption":"Café","image_sha256":["${sha256("a")}"],"is_ai_generated":true,"media_type":"IMAGE","target":"17841400000000001"}`,
		),
	);
});
