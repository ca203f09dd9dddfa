import { addMs, MINUTE } from "@/lib/core/time";

const DATED = /<(pubDate|lastBuildDate|published|updated)>([^<]+)<\/\1>/g;
const ISO = /^\d{4}-\d\d-\d\dT/;

/** Shifts every date of a feed by the same span, so that its newest one lies half an hour before `now`. */
export function freshen(feed: string, now: Date): string {
	const dates = [...feed.matchAll(DATED)].map(([, , text = ""]) =>
		Date.parse(text),
	);
	const shiftMs = now.getTime() - 30 * MINUTE - Math.max(...dates);
	return feed.replace(DATED, (_, tag: string, text: string) => {
		const at = addMs(new Date(text), shiftMs);
		const said = ISO.test(text) ? at.toISOString() : at.toUTCString();
		return `<${tag}>${said}</${tag}>`;
	});
}
