import type { Locator, Page, Route } from "@playwright/test";
import { expect, ops } from "./fixtures";

const PASSWORD = "signalbox-demo";

/** The bar on top of every page. */
export const modeBar = (page: Page): Locator =>
	page.getByRole("region", { name: "Publishing mode" });

/** Gives the password where a sensitive act asks for it: it does after five minutes, and after the clock was moved. */
export async function confirmIfAsked(page: Page, done: Locator): Promise<void> {
	const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
	await expect(dialog.or(done).first()).toBeVisible();
	if (!(await dialog.isVisible())) return;
	await dialog.getByLabel("Password").fill(PASSWORD);
	await dialog.getByRole("button", { name: "Confirm and continue" }).click();
	await expect(done.first()).toBeVisible();
}

/** Keeps the server's answers from a page that reads itself again, as a slow line would; counts those under way, and lets them through. */
export async function holdReadings(page: Page) {
	const held: Route[] = [];
	await page.route("**", async (route) => {
		const headers = route.request().headers();
		if (headers.rsc && !headers["next-router-prefetch"]) held.push(route);
		else await route.continue();
	});
	return {
		count: () => held.length,
		release: async () => {
			await Promise.all(held.map((route) => route.continue()));
			await page.unrouteAll({ behavior: "ignoreErrors" });
		},
	};
}

const STAGES = ["Signals", "Plan", "Draft", "Moderate", "Render", "Enqueue"];

/** Runs the pipeline for a topic in the browser, watches its stages, and opens the post that it queued. */
export async function makePost(page: Page, topic: string): Promise<void> {
	await page.goto("/pipeline");
	await page.getByRole("button", { name: "Run now" }).first().click();
	await page.getByRole("textbox", { name: "Topic" }).fill(topic);
	await page.getByRole("button", { name: "Start the run" }).click();
	await expect(page).toHaveURL(/\/pipeline\/[0-9a-f-]{36}/);
	const strip = page.getByRole("list", { name: "Stages of the run" });
	for (const stage of STAGES) await expect(strip).toContainText(stage);
	const post = page.getByRole("link", { name: "Look at it in the queue" });
	await expect(post).toBeVisible();
	await post.click();
	await expect(page).toHaveURL(/\/queue\?.*row=/);
}

/** The panel of the post that the URL names. */
export const postPanel = (page: Page): Locator =>
	page.getByRole("complementary").filter({ hasText: "Gate" });

export async function approve(page: Page): Promise<void> {
	const panel = postPanel(page);
	await panel.getByRole("button", { name: "Approve" }).click();
	await confirmIfAsked(page, panel.getByText("approved", { exact: true }));
}

export async function publishNext(page: Page): Promise<void> {
	await postPanel(page).getByRole("button", { name: "Publish next" }).click();
	const dialog = page.getByRole("alertdialog");
	await dialog.getByRole("button", { name: "Publish next" }).click();
	await confirmIfAsked(page, page.getByText("It is due now"));
}

/** Requests a window for the account at hand; `minutes` is one of the lengths on offer. */
export async function requestWindow(
	page: Page,
	window: { reason: string; minutes: number },
): Promise<void> {
	await page.goto("/governance");
	await page.getByRole("button", { name: "Request a window" }).click();
	const dialog = page.getByRole("dialog", { name: /Request an approval/ });
	await dialog.getByLabel("Reason").fill(window.reason);
	await dialog.getByLabel("Length").selectOption(String(window.minutes));
	await dialog.getByRole("button", { name: "Request the window" }).click();
	await expect(page.getByText(window.reason).first()).toBeVisible();
}

/** The card of a window on the governance page, by its reason. */
export const windowCard = (page: Page, reason: string): Locator =>
	page
		.getByRole("region")
		.filter({ hasText: reason })
		.filter({ has: page.getByRole("list", { name: "Signals" }) })
		.last();

export async function grant(
	page: Page,
	reason: string,
	signal: string,
): Promise<void> {
	await page.goto("/governance");
	const card = windowCard(page, reason);
	await card.getByRole("button", { name: `Grant ${signal}` }).click();
	await page
		.getByRole("alertdialog")
		.getByRole("button", { name: "Grant", exact: true })
		.click();
	await confirmIfAsked(page, page.getByText(`${signal} is granted`));
}

/** Moves the clock that decides, the emulator's with it. */
export const advance = (span: string) => ops("clock", "advance", span);
