import { SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { QueryProvider } from "@/components/shell/query-provider";
import { IdleNotice } from "./idle-notice";

function markup(idle: boolean, query = ""): string {
	const idleness = { idle, observedAt: "2026-11-29T12:00:00.000Z" };
	const notice = createElement(IdleNotice, { idleness });
	return renderToStaticMarkup(
		createElement(
			SearchParamsContext.Provider,
			{ value: new URLSearchParams(query) },
			createElement(QueryProvider, null, notice),
		),
	);
}

test("while a worker is at work nothing is said, where something could be read out", () => {
	expect(markup(false)).toBe('<div role="status"></div>');
});

test("without one it is said in words, with the way to the workers of the account at hand", () => {
	const html = markup(true, "account=a1");
	expect(html).toContain(
		"No worker is at work: nothing is published, collected or run until one starts.",
	);
	expect(html).toContain('href="/pipeline?account=a1&amp;tab=workers"');
	expect(markup(true)).toContain('href="/pipeline?tab=workers"');
});
