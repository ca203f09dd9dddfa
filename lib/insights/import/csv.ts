/** A record of a CSV file, with the line on which it starts. */
export type CsvRecord = { line: number; cells: string[] };

/** Reads CSV (RFC 4180): quoted cells may hold commas, quotes and line breaks. Empty lines are left out. */
export function parseCsv(text: string): CsvRecord[] {
	const records: CsvRecord[] = [];
	let cells: string[] = [];
	let cell = "";
	let isQuoted = false;
	let line = 1;
	let startLine = 1;
	const endRecord = () => {
		cells.push(cell);
		if (cells.some((one) => one.trim() !== ""))
			records.push({ line: startLine, cells });
		[cells, cell, startLine] = [[], "", line];
	};
	for (let at = 0; at < text.length; at++) {
		const char = text[at] ?? "";
		if (char === "\n") line += 1;
		if (isQuoted) {
			if (char !== '"') cell += char;
			else if (text[at + 1] === '"') cell += text[++at];
			else isQuoted = false;
		} else if (char === '"' && cell === "") isQuoted = true;
		else if (char === ",") {
			cells.push(cell);
			cell = "";
		} else if (char === "\n") endRecord();
		else if (char !== "\r") cell += char;
	}
	endRecord();
	return records;
}

/** The text of a file that somebody exported: UTF-8, else Windows-1252, which old spreadsheets write. */
export function decodeText(bytes: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		// Not UTF-8: every byte means something in the other encoding.
		return new TextDecoder("windows-1252").decode(bytes);
	}
}
