import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ClockProvider } from "./clock";
import { Time } from "./time";

const iso = "2026-11-23T08:12:00Z";
const zone = "Europe/Berlin";
const time = createElement(Time, { iso, zone });

test("shows local time and zone, tells UTC and the relative time by the server's clock", () => {
	const page = { nowIso: "2026-11-23T09:17:00Z", children: time };
	const html = renderToStaticMarkup(createElement(ClockProvider, page));
	const rest =
		"23 Nov 2026, 09:12 Europe/Berlin · 2026-11-23 08:12 UTC · 1 h 5 min ago";
	expect(html).toContain(`<time dateTime="${iso}" title="${rest}"`);
	expect(html).toContain(`(${rest})</span>`);
	expect(html).toContain("23 Nov 2026, 09:12<span");
});

test("claims no relative time before the clock is known", () => {
	expect(renderToStaticMarkup(time)).not.toContain("ago");
});
