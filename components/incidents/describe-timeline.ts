import { formatInstant } from "@/components/ui/time/format-time";
import type { TimelineEntry } from "@/lib/incidents/model";

const field = (from: unknown, name: string): unknown =>
	from !== null && typeof from === "object"
		? Object.entries(from).find(([key]) => key === name)?.[1]
		: undefined;

const textOf = (value: unknown): string | null =>
	typeof value === "string" || typeof value === "number" ? String(value) : null;

const MOVES: Readonly<Record<string, string>> = {
	"incident.acknowledge": "acknowledged it",
	"incident.mitigate": "mitigated it",
	"incident.resolve": "resolved it",
	"incident.close": "closed it",
	"incident.cancel": "cancelled it",
	"incident.reopen": "reopened it: the cause is back",
};

type Reader = {
	zone: string;
	nameOf: (personId: string) => string | null;
};

function severityLine({ before, after }: TimelineEntry): string {
	const to = textOf(field(after, "severity"));
	const from = textOf(field(before, "severity"));
	return `changed SEV${from} to SEV${to}`;
}

function etaLine(entry: TimelineEntry, zone: string): string {
	const at = textOf(field(entry.after, "etaAt"));
	const when = at ? `${formatInstant(at, zone, "datetime")} ${zone}` : "";
	const slipped = field(entry.facts, "slipped") === true;
	return `set the ETA to ${when}${slipped ? ", later than promised" : ""}`;
}

function ownerLine({ after }: TimelineEntry, { nameOf }: Reader): string {
	const owner = textOf(field(after, "ownerId"));
	return `gave it to ${(owner && nameOf(owner)) ?? "somebody who left"}`;
}

/** What somebody did, as the rest of a sentence that begins with their name. */
export function timelineLine(entry: TimelineEntry, reader: Reader): string {
	switch (entry.action) {
		case "incident.open": {
			const severity = textOf(field(entry.after, "severity"));
			return `opened it as SEV${severity}`;
		}
		case "incident.set-severity":
			return severityLine(entry);
		case "incident.set-eta":
			return etaLine(entry, reader.zone);
		case "incident.assign":
			return ownerLine(entry, reader);
		case "incident.note":
			return entry.reason === null ? "saw the cause again" : "noted";
		default:
			return MOVES[entry.action] ?? entry.action;
	}
}
