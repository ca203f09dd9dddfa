import { digestOf } from "@/lib/core/canonical-json";
import type { SnapshotMetrics } from "@/lib/insights/collect/store";
import { IMPORTED_ID } from "@/lib/insights/model";
import { type CsvRecord, parseCsv } from "./csv";

/** A past post as a file tells it. */
export type ImportRow = {
	line: number;
	mediaId: string;
	title: string;
	caption: string;
	publishedAt: string | null;
	permalink: string | null;
	/** A metric without a number is absent, never 0 (R9). */
	metrics: SnapshotMetrics;
	/** Every cell by its column's own name. */
	raw: Record<string, string>;
};

export type RowFault = { line: number; fault: string };
/** Column names, in small letters, by what they mean here; the platform's old "impressions" are its "views" now. */
const METRIC_COLUMNS = {
	reach: ["reach", "accounts reached"],
	views: ["views", "impressions", "plays"],
	likes: ["likes"],
	comments: ["comments"],
	saves: ["saves", "saved"],
	shares: ["shares"],
	follows: ["follows"],
	profileVisits: ["profile visits", "profile_visits"],
} as const satisfies Record<keyof SnapshotMetrics, readonly string[]>;
const CAPTION = ["caption", "description", "text"];
const HASHTAGS = ["hashtags"];
const PUBLISHED = ["published at", "publish time", "timestamp", "date"];
const MEDIA_ID = ["media id", "post id", "id"];
const PERMALINK = ["permalink", "url"];
const MAX_CAPTION = 2200;
const TITLE_LENGTH = 80;

class BadRow extends Error {}

type Cells = (names: readonly string[]) => string;

const cleaned = (text: string): string =>
	text.replace(/[\s\u00a0]+/gu, " ").trim();

/** The posts of a CSV export, and what is wrong with the lines that are none. */
export function readPostRows(text: string): {
	rows: ImportRow[];
	faults: RowFault[];
} {
	const [head, ...records] = parseCsv(text.replace(/^\ufeff/, ""));
	if (!head) return { rows: [], faults: [{ line: 1, fault: "it is empty" }] };
	const names = head.cells.map((name) => cleaned(name).toLowerCase());
	const fault = headFault(names);
	if (fault) return { rows: [], faults: [{ line: head.line, fault }] };
	const rows: ImportRow[] = [];
	const faults: RowFault[] = [];
	for (const record of records) {
		try {
			rows.push(toRow(record, names));
		} catch (error) {
			if (!(error instanceof BadRow)) throw error;
			faults.push({ line: record.line, fault: error.message });
		}
	}
	return { rows, faults };
}

function headFault(names: readonly string[]): string | null {
	const has = (wanted: readonly string[]) =>
		wanted.some((name) => names.includes(name));
	if (!has(CAPTION)) return "there is no column Caption";
	if (!Object.values(METRIC_COLUMNS).some(has))
		return "there is no column with a metric, e.g. Reach or Likes";
	return null;
}

function toRow({ line, cells }: CsvRecord, names: readonly string[]) {
	if (cells.length !== names.length)
		throw new BadRow(`${cells.length} cells instead of ${names.length}`);
	const raw = Object.fromEntries(
		names.map((name, index) => [name, cells[index] ?? ""]),
	);
	const cell: Cells = (wanted) =>
		cleaned(raw[wanted.find((name) => name in raw) ?? ""] ?? "");
	const caption = captionOf(cell);
	const publishedAt = timeOf(cell(PUBLISHED));
	const row: ImportRow = {
		line,
		mediaId: cell(MEDIA_ID) || identityOf({ caption, publishedAt, raw }),
		title: cell(CAPTION).slice(0, TITLE_LENGTH),
		caption,
		publishedAt,
		permalink: linkOf(cell(PERMALINK)),
		metrics: metricsOf(cell),
		raw,
	};
	return row;
}

function captionOf(cell: Cells): string {
	const text = cell(CAPTION);
	if (text === "") throw new BadRow("the caption is empty");
	const caption = [text, cell(HASHTAGS)].filter(Boolean).join("\n\n");
	if (caption.length > MAX_CAPTION)
		throw new BadRow(`the caption is longer than ${MAX_CAPTION} characters`);
	return caption;
}

function timeOf(text: string): string | null {
	if (text === "") return null;
	const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
	const at = Date.parse(hasZone ? text : `${text.replace(" ", "T")}Z`);
	const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
	const time = isDay ? Date.parse(`${text}T00:00:00Z`) : at;
	if (Number.isNaN(time)) throw new BadRow(`${text} is no time`);
	return new Date(time).toISOString();
}

function linkOf(text: string): string | null {
	if (text === "") return null;
	if (/^https?:/i.test(text) && URL.canParse(text)) return text;
	throw new BadRow(`${text} is no address`);
}

function metricsOf(cell: Cells): SnapshotMetrics {
	const metrics: SnapshotMetrics = {};
	for (const [metric, wanted] of Object.entries(METRIC_COLUMNS)) {
		const text = cell(wanted);
		if (text === "") continue;
		if (!/^\d{1,9}$/.test(text)) throw new BadRow(`${text} is no whole number`);
		Object.assign(metrics, { [metric]: Number(text) });
	}
	if (Object.keys(metrics).length === 0) throw new BadRow("it has no metric");
	return metrics;
}

// Without an id, text and time tell posts apart; without a time, nothing less than the whole line does.
const identityOf = (row: {
	caption: string;
	publishedAt: string | null;
	raw: Record<string, string>;
}): string => {
	const { caption, publishedAt, raw } = row;
	const digest = digestOf(publishedAt ? { caption, publishedAt } : raw);
	return `${IMPORTED_ID}${digest.slice(0, 32)}`;
};
