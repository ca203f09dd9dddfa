import type { QueueFilter } from "@/lib/publishing/queue/model";

/** The queue as a filter shows it, with a post open beside it. */
export function queueHref(place: {
	accountId: string;
	filter?: QueueFilter;
	row?: string;
}): string {
	const params = new URLSearchParams({ account: place.accountId });
	if (place.filter && place.filter !== "open")
		params.set("state", place.filter);
	if (place.row) params.set("row", place.row);
	return `/queue?${params}`;
}
