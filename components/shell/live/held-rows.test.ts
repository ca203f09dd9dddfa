import { expect, it } from "vitest";
import { splitRows } from "./held-rows";

it("keeps what was shown, in the new order, and sets the new rows aside", () => {
	const rows = ["c", "a", "d", "b"];
	const { kept, fresh } = splitRows(rows, (row) => row, new Set(["a", "b"]));
	expect(kept).toEqual(["a", "b"]);
	expect(fresh).toEqual(["c", "d"]);
});

it("holds nothing back while nothing is shown", () => {
	const none = splitRows(["a", "b"], (row) => row, new Set());
	expect(none).toEqual({ kept: ["a", "b"], fresh: [] });
	const gone = splitRows(["c"], (row) => row, new Set(["a"]));
	expect(gone).toEqual({ kept: ["c"], fresh: [] });
});
