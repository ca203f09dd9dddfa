import { execFile } from "node:child_process";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import {
	type Browser,
	test as base,
	expect,
	type Page,
} from "@playwright/test";

const run = promisify(execFile);

/** Runs `ops` against the installation under test; gives its JSON. */
export async function ops(...args: string[]): Promise<unknown> {
	const { stdout } = await run(
		"node_modules/.bin/tsx",
		["lib/cli/ops.ts", ...args, "--output", "json"],
		{
			env: {
				...process.env,
				SIGNALBOX_DATA_DIR: process.env.E2E_DATA_DIR,
				SIGNALBOX_TEST_CLOCK: "on",
				INSTAGRAM_GRAPH_URL: `http://127.0.0.1:${Number(process.env.E2E_PORT) + 1}`,
			},
		},
	);
	return JSON.parse(stdout);
}

/** A page arrives in parts; for a moment a part stands in its place and, hidden, where it arrived too. */
const settled = (page: Page): Promise<void> =>
	expect(page.locator('div[hidden][id^="S:"]')).toHaveCount(0);

/** A page whose console errors and uncaught errors fail the test, and that has settled wherever it went. */
async function watched(browser: Browser, faults: string[]): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	page.on("pageerror", (error) => faults.push(error.message));
	page.on("console", (message) => {
		if (message.type() === "error")
			faults.push(`${message.text()} ${message.location().url}`);
	});
	const goto = page.goto.bind(page);
	page.goto = async (...where) => {
		const response = await goto(...where);
		await settled(page);
		return response;
	};
	return page;
}

type People = {
	/** A signed-in page of one of the demo people, by name or role on the sign-in page. */
	as: (person: string) => Promise<Page>;
};

export const test = base.extend<People>({
	as: async ({ browser }, use) => {
		const faults: string[] = [];
		const pages = new Map<string, Page>();
		await use(async (person) => {
			const known = pages.get(person);
			if (known) return known;
			const page = await watched(browser, faults);
			pages.set(person, page);
			await page.goto("/sign-in");
			await page.getByRole("button", { name: new RegExp(person, "i") }).click();
			await expect(page).toHaveURL(/\/today/);
			await settled(page);
			return page;
		});
		for (const page of pages.values()) await page.context().close();
		expect(faults).toEqual([]);
	},
});

/** WCAG 2.2 AA, on what is on the screen now. */
export async function expectAccessible(page: Page): Promise<void> {
	// A soft navigation takes the old title away before it brings the new one.
	await expect(page).toHaveTitle(/\S/);
	// What still fades in has not its own colours yet.
	await page.evaluate(() =>
		Promise.allSettled(
			document
				.getAnimations()
				.filter((each) =>
					Number.isFinite(each.effect?.getComputedTiming().endTime),
				)
				.map((each) => each.finished),
		),
	);
	const { violations } = await new AxeBuilder({ page })
		// A message that goes fades out, too.
		.exclude('[data-removed="true"]')
		.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
		.analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`,
	);
	expect(found, page.url()).toEqual([]);
}

export { expect };
