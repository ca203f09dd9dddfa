import { expect, it } from "vitest";
import { splitRows } from "./held-rows";

it("keeps what was shown, in the new order, and sets the new rows aside", () => {
	const rows = ["c", "a", "d", "b"];
	const { kept, fresh } = splitRows(rows, (row) => row, new Set(["a", "b"]));
	expect(kept).toEqual(["a", "b"]);
	expect(fresh).toEqual(["c", "d"]);
});
