import { expect, test } from "vitest";
import { type MigrationRow, planMigrations } from "./plan";

const at = new Date(0);
const disk = ["1_a", "2_b"].map((name) => ({
	name,
	sql: "",
	checksum: `sum of ${name}`,
}));
const row = (over: Partial<MigrationRow> = {}): MigrationRow => ({
	migration_name: "1_a",
	checksum: "sum of 1_a",
	finished_at: at,
	rolled_back_at: null,
	...over,
});
const names = (rows: MigrationRow[]) =>
	planMigrations(disk, rows).map((migration) => migration.name);

test("applies what has no standing row, in order", () => {
	expect(names([])).toEqual(["1_a", "2_b"]);
	expect(names([row()])).toEqual(["2_b"]);
	expect(names([row({ finished_at: null, rolled_back_at: at })])).toEqual([
		"1_a",
		"2_b",
	]);
});

test.each([
	["failed", { finished_at: null }, /1_a failed earlier/],
	["changed", { checksum: "other" }, /1_a was changed/],
	["unknown", { migration_name: "9_z" }, /9_z, which this version/],
])("refuses a %s migration", (_, over, message) => {
	expect(() => names([row(over)])).toThrow(message);
});
