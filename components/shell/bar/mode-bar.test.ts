import {
	AppRouterContext,
	type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ClockProvider } from "@/components/ui/time/clock";
import { ModeBar } from "./mode-bar";
import type { Mode, ModeView } from "./mode-view";

const quiet = {
	dutiesOff: false,
	testClock: false,
	demo: false,
	auditWeak: false,
};

const stand = async () => undefined;
const router: AppRouterInstance = {
	back: stand,
	forward: stand,
	refresh: stand,
	push: stand,
	replace: stand,
	prefetch: stand,
	bfcacheId: "",
};

function markup(view: ModeView): string {
	const bar = createElement(ModeBar, { view, zone: "Europe/Berlin" });
	const at = { nowIso: "2026-11-23T08:12:00Z", children: bar };
	const page = createElement(ClockProvider, at);
	return renderToStaticMarkup(
		createElement(AppRouterContext.Provider, { value: router }, page),
	);
}

describe("the mode bar", () => {
	test.each<[Mode, string]>([
		["simulation", "SIMULATION"],
		["live", "LIVE"],
		["live_without_end", "LIVE WITHOUT END"],
		["halted", "HALTED"],
		["policy_hold", "POLICY HOLD"],
	])("%s is said in words", (mode, word) => {
		const html = markup({ mode, sentence: "Because.", flags: quiet });
		expect(html).toContain(`${word}</strong>`);
		expect(html).toContain("Because.");
	});

	test("a window shows its end in the account's zone, its accounts and its grantors", () => {
		const html = markup({
			mode: "live",
			sentence: "Window W-12 is open.",
			until: "2026-11-23T13:00:00Z",
			accounts: ["@acme_daily"],
			grantedBy: ["Mara", "Jon"],
			flags: quiet,
		});
		expect(html).toContain(">14:00<");
		expect(html).toContain("4:48:00");
		expect(html).toContain("on @acme_daily · granted by Mara, Jon");
	});

	test("an end on another day shows its date", () => {
		const html = markup({
			mode: "policy_hold",
			sentence: "",
			until: "2026-11-25T13:00:00Z",
			flags: quiet,
		});
		expect(html).toContain(">25 Nov 2026, 14:00<");
		expect(html).toContain("2 d 4 h");
	});

	test("every raised flag is there, gravest first", () => {
		const html = markup({
			mode: "simulation",
			sentence: "",
			flags: { dutiesOff: true, testClock: true, demo: true, auditWeak: true },
		});
		const at = ["Audit protection", "Separation", "Test clock", "Demo"].map(
			(word) => html.indexOf(word),
		);
		expect(at.every((index) => index > 0)).toBe(true);
		expect(at).toEqual(at.toSorted((a, b) => a - b));
	});
});
