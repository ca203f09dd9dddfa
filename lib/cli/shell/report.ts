/** What a command found or did: lines for people, one object for programs. */
export type Report = {
	ok: boolean;
	summary: readonly string[];
	json: Readonly<Record<string, unknown>>;
	/** Printed once and kept nowhere: passwords and tokens. */
	shownOnce?: {
		summary: readonly string[];
		json: Readonly<Record<string, string>>;
	};
};

export const OUTPUT_FORMATS = ["summary", "json"] as const;
export type Output = (typeof OUTPUT_FORMATS)[number];

/** The text for stdout: exactly one object for JSON. */
export function printed(
	report: Report,
	{ output, trace }: { output: Output; trace: string },
): string {
	const { ok, summary, json, shownOnce } = report;
	if (output === "json")
		return `${JSON.stringify({ ok, ...json, ...shownOnce?.json, trace })}\n`;
	return [...summary, ...(shownOnce?.summary ?? [])]
		.map((line) => `${line}\n`)
		.join("");
}

/** Rows as aligned columns; nothing for no rows. */
export function table(rows: readonly (readonly string[])[]): string[] {
	const widths: number[] = [];
	for (const row of rows)
		for (const [column, cell] of row.entries())
			widths[column] = Math.max(widths[column] ?? 0, cell.length);
	return rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join("  ")
			.trimEnd(),
	);
}

/** The same, or one line that says that there is none. */
export const tableOr = (
	none: string,
	rows: readonly (readonly string[])[],
): string[] => (rows.length === 0 ? [none] : table(rows));
