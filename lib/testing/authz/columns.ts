/** The rows of a table drawn with `|`, without its heading. */
export const columns = (table: string): string[][] =>
	table
		.trim()
		.split("\n")
		.slice(1)
		.map((line) => line.split("|").map((cell) => cell.trim()));

export const words = (cell = ""): string[] =>
	cell.split(" ").filter((word) => word !== "");
