import { parseFeed } from "feedsmith";
import { sha256 } from "@/lib/core/canonical-json";
import { type FeedItem, FeedRefusal } from "./feed-outcome";
import { cutText, plainText } from "./plain-text";

const MAX_ITEMS = 500;
const MAX_TITLE_LENGTH = 300;
const MAX_SUMMARY_LENGTH = 600;

type RawEntry = {
	id: string | undefined;
	title: string | undefined;
	link: string | undefined;
	date: string | undefined;
	summary: string | undefined;
};

const parse = (text: string) =>
	parseFeed(text, { maxItems: MAX_ITEMS, parseDateFn: (raw) => raw });

type Parsed = ReturnType<typeof parse>;

function entriesOf(parsed: Parsed): RawEntry[] {
	if (parsed.format === "rss") {
		return (parsed.feed.items ?? []).map((item) => ({
			id: item.guid?.value,
			title: item.title,
			link: item.link ?? item.guid?.value,
			date: item.pubDate ?? item.dc?.dates?.[0],
			summary: item.description,
		}));
	}
	if (parsed.format === "rdf") {
		return (parsed.feed.items ?? []).map((item) => ({
			id: item.rdf?.about,
			title: item.title,
			link: item.link,
			date: item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0],
			summary: item.description,
		}));
	}
	if (parsed.format === "json") {
		return (parsed.feed.items ?? []).map((item) => ({
			id: item.id,
			title: item.title,
			link: item.url ?? item.external_url,
			date: item.date_published ?? item.date_modified,
			summary: item.summary ?? item.content_text ?? item.content_html,
		}));
	}
	return (parsed.feed.entries ?? []).map((entry) => ({
		id: entry.id,
		title: entry.title?.value,
		link: (
			entry.links?.find((link) => (link.rel ?? "alternate") === "alternate") ??
			entry.links?.[0]
		)?.href,
		date: entry.published ?? entry.updated,
		summary: entry.summary?.value ?? entry.content?.value,
	}));
}

function webUrl(
	link: string | undefined,
	base: string | undefined,
): string | null {
	if (link === undefined || !URL.canParse(link.trim(), base)) return null;
	const url = new URL(link.trim(), base);
	return url.protocol === "http:" || url.protocol === "https:"
		? url.href
		: null;
}

/** ISO form of a feed's date, or null; a date without a zone is read as UTC on every machine. */
export function isoDate(raw: string | undefined): string | null {
	if (raw === undefined) return null;
	const text = raw.trim();
	const zoned = /(?:z|[+-]\d\d:?\d\d|\b[a-z]{2,4}T?|^\d{4}-\d\d-\d\d)$/i.test(
		text,
	);
	const utc = /^\d{4}-\d\d-\d\d[T ]/.test(text) ? `${text}Z` : `${text} UTC`;
	const time = Date.parse(zoned ? text : utc);
	return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function parseDocument(text: string): Parsed {
	const head = text.trimStart().slice(0, 300).toLowerCase();
	if (head === "") throw new FeedRefusal("not_a_feed", "the document is empty");
	if (/^(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)\b/s.test(head)) {
		throw new FeedRefusal("not_a_feed", "an HTML page was sent, not a feed");
	}
	try {
		return parse(text);
	} catch (error) {
		throw new FeedRefusal(
			"not_a_feed",
			`the document is no RSS, Atom, RDF or JSON Feed (${error instanceof Error ? error.message : "unknown"})`,
		);
	}
}

/** Parses a feed document; `base` resolves relative links. Throws `FeedRefusal` when it is no feed. */
export function feedItems(
	text: string,
	base?: string,
): { items: FeedItem[]; dropped: number } {
	const entries = entriesOf(parseDocument(text));
	const items = entries.flatMap((entry, index): FeedItem[] => {
		const title = cutText(plainText(entry.title ?? ""), MAX_TITLE_LENGTH);
		if (title === "") return [];
		const url = webUrl(entry.link, base);
		return [
			{
				externalId: entry.id?.trim() || url || sha256(title),
				title,
				url,
				publishedAt: isoDate(entry.date),
				summary: cutText(plainText(entry.summary ?? ""), MAX_SUMMARY_LENGTH),
				rank: index + 1,
			},
		];
	});
	return { items, dropped: entries.length - items.length };
}
