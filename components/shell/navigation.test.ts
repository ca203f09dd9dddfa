import { expect, test } from "vitest";
import { accountHref, isOnPage, NAV_PAGES, pageHref } from "./navigation";

test("each page has its own letter, five are frequent", () => {
	const letters = NAV_PAGES.map(({ letter }) => letter);
	expect(new Set(letters).size).toBe(NAV_PAGES.length);
	expect(NAV_PAGES.filter(({ frequent }) => frequent)).toHaveLength(5);
});

test("a page is current on itself and below, not beside", () => {
	expect(isOnPage("/queue", "/queue")).toBe(true);
	expect(isOnPage("/queue/p1", "/queue")).toBe(true);
	expect(isOnPage("/queues", "/queue")).toBe(false);
});

test("the chosen account travels along", () => {
	expect(pageHref("/kpis", "a&b")).toBe("/kpis?account=a%26b");
	expect(pageHref("/kpis", null)).toBe("/kpis");
});

test("another account keeps the filters and drops the row", () => {
	expect(
		accountHref("/queue", "account=one&state=held&row=7&cursor=x", "two"),
	).toBe("/queue?account=two&state=held");
});
