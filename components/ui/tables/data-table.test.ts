import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { type Column, DataTable } from "./data-table";

type Post = { id: string; title: string; reach: number };

const columns: Column<Post>[] = [
	{ id: "title", header: "Post", rowHeader: true, cell: ({ title }) => title },
	{ id: "reach", header: "Reach", align: "end", cell: ({ reach }) => reach },
];

const markup = (rows: Post[], selectedKey?: string): string =>
	renderToStaticMarkup(
		createElement(DataTable<Post>, {
			caption: "Posts of today",
			columns,
			rows,
			rowKey: ({ id }) => id,
			selectedKey,
			empty: "No posts",
		}),
	);

describe("the table", () => {
	const html = markup([{ id: "p1", title: "Sheets", reach: 1240 }], "p1");

	test("has a caption, headers with scope and a named region to scroll by keyboard", () => {
		expect(html).toMatch(/<caption[^>]*>Posts of today<\/caption>/);
		expect(html).toMatch(/<th scope="col"[^>]*>Reach<\/th>/);
		expect(html).toMatch(/<th scope="row"[^>]*>Sheets<\/th>/);
		expect(html).toContain('<section aria-label="Posts of today" tabindex="0"');
	});

	test("marks its rows for the keys and the selected one for all", () => {
		expect(html).toContain(
			'<tr data-row="p1" tabindex="-1" aria-current="true"',
		);
	});

	test("gives way to the empty state", () => {
		expect(markup([])).toBe("No posts");
	});
});
