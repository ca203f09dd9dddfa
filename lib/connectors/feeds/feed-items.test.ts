import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	ATOM,
	HTML_PAGE,
	JSON_FEED,
	LATIN1,
	RDF,
	RSS,
} from "@/lib/connectors/feeds/samples/feeds";
import { decodeBytes } from "./decode-bytes";
import { feedItems, isoDate } from "./feed-items";
import { FeedRefusal } from "./feed-outcome";
import { cutText, plainText } from "./plain-text";

describe("feedItems", () => {
	it("normalises RSS: double entities, markup, relative links, empty titles, unsafe links", () => {
		expect(feedItems(RSS, "https://workbench.example/feed")).toEqual({
			dropped: 1,
			items: [
				{
					externalId: "ww-1",
					title: "Teams & tools: what works",
					url: "https://workbench.example/teams-and-tools?utm_source=rss",
					publishedAt: "2026-11-23T09:30:00.000Z",
					summary: "Café notes and more",
					rank: 1,
				},
				{
					externalId: expect.stringMatching(/^[0-9a-f]{64}$/),
					title: "شروع العمل مبكرًا 🚀",
					url: null,
					publishedAt: null,
					summary: "",
					rank: 3,
				},
			],
		});
	});

	it.each([
		[
			"Atom",
			ATOM,
			{
				externalId: "urn:desk:1",
				title: "Meetings, halved",
				url: "https://desk.example/meetings",
				publishedAt: "2026-11-22T07:00:00.000Z",
			},
		],
		[
			"RDF",
			RDF,
			{
				externalId: "https://old.example/1",
				title: "Plain text wins",
				publishedAt: "2026-11-20T00:00:00.000Z",
			},
		],
		[
			"JSON Feed",
			JSON_FEED,
			{
				externalId: "j-1",
				title: "Notes that file themselves",
				summary: "Less typing.",
			},
		],
	])("normalises %s", (_, document, expected) => {
		expect(feedItems(document).items).toMatchObject([expected]);
	});

	it.each([
		["an HTML page", HTML_PAGE, /HTML page/],
		["nothing", "  \n", /empty/],
		["other JSON", '{"items":1}', /no RSS/],
		[
			"a torn document",
			"<rss version='2.0'><channel><title>x</title><item><title>y",
			/no RSS/,
		],
	])("refuses %s", (_, document, message) => {
		expect(() => feedItems(document)).toThrow(FeedRefusal);
		expect(() => feedItems(document)).toThrow(message);
	});

	it("never throws anything but a refusal", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				try {
					feedItems(
						`<rss version="2.0"><channel><title>x</title><item><title>${text}</title></item></channel></rss>`,
					);
				} catch (error) {
					expect(error).toBeInstanceOf(FeedRefusal);
				}
			}),
		);
	});
});

describe("decodeBytes", () => {
	const umlaut = Buffer.from("ü", "latin1");
	it("believes the prolog, the charset, the byte order mark, in the right order", () => {
		expect(decodeBytes(LATIN1, null)).toContain("Überblick: größer");
		expect(decodeBytes(LATIN1, "text/xml; charset=utf-8")).toContain("größer");
		expect(decodeBytes(umlaut, "text/xml; charset=ISO-8859-1")).toBe("ü");
		expect(decodeBytes(umlaut, "text/xml; charset=made-up")).toBe("ü");
		expect(
			decodeBytes(Buffer.from("\ufeffä", "utf16le"), "text/xml; charset=utf-8"),
		).toBe("ä");
	});
});

describe("plain text and dates", () => {
	it("drops direction overrides and bad references, keeps a lone <", () => {
		expect(plainText("a\u202eb &#xD800;&#0; 3 < 4 &unknown;")).toBe(
			"ab 3 < 4 &unknown;",
		);
	});
	it("cuts between characters, at a word where one is near", () => {
		expect(cutText("one two three four", 15)).toBe("one two three…");
		expect(cutText("👩👩👩👩", 3)).toBe("👩👩…");
	});
	it("reads a date without a zone as UTC", () => {
		expect(isoDate("2026-11-23T09:00:00")).toBe("2026-11-23T09:00:00.000Z");
		expect(isoDate("Mon, 23 Nov 2026 09:00:00 EST")).toBe(
			"2026-11-23T14:00:00.000Z",
		);
		expect(isoDate("23 Nov 2026 09:00")).toBe("2026-11-23T09:00:00.000Z");
		expect(isoDate("soon")).toBeNull();
	});
});
