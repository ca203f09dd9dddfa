import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";
import { advance, confirmIfAsked } from "./steps";

const ITEMS = [
	"Failed jobs",
	"Queue populated",
	"Rate-limit headroom",
	"KPI summary",
	"Anomalies validated",
];

const itemOf = (page: Page, title: string) =>
	page
		.getByRole("listitem")
		.filter({ has: page.getByRole("heading", { name: new RegExp(title) }) });

/** How far the next of these times is where the demo's account is, before any test moves the clock there. */
function minutesTo(times: readonly string[]): number {
	const minutesOf = (time: string) =>
		Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
	const now = new Date().toLocaleTimeString("en-GB", {
		timeZone: "Europe/Berlin",
		hour: "2-digit",
		minute: "2-digit",
	});
	const next = times.map((time) => minutesOf(time) - minutesOf(now));
	return Math.min(...next.filter((minutes) => minutes >= 0));
}

/** Fills what is empty in the next 24 h and approves all that waits. */
async function fillAndApprove(page: Page): Promise<void> {
	await page.goto("/queue?state=approval");
	const fill = page.getByRole("button", { name: /^Fill \d+ empty slot/ });
	const full = page.getByText(/^(\d+) of \1 slots filled/);
	await expect(fill.or(full).first()).toBeVisible();
	if (await fill.isVisible()) {
		await fill.click();
		await page
			.getByRole("alertdialog")
			.getByRole("button", { name: /^Start/ })
			.click();
	}
	await expect(full).toBeVisible();
	const done = page.getByText(/^(\d+) of \1 slots filled, \1 approved/);
	const waiting = page
		.locator("[data-row]")
		.filter({ has: page.getByRole("button", { name: /^Approve/ }) });
	await expect(waiting.or(done).first()).toBeVisible();
	while (!(await done.isVisible())) {
		const id = await waiting.first().getAttribute("data-row");
		const button = page
			.locator(`[data-row="${id}"]`)
			.getByRole("button", { name: /^Approve/ });
		await button.click();
		await expect(button).toHaveCount(0);
		await expect(waiting.or(done).first()).toBeVisible();
	}
}

test("the day: mend, own an incident, confirm the five items, post the summary, sign off", async ({
	as,
}) => {
	// Its slots, and the end of its day, would change the story's end: it takes some minutes.
	const left = minutesTo(["09:30", "13:00", "18:00", "24:00"]);
	if (left < 15) await advance(`${left + 1}m`);
	const page = await as("Ola Berg");

	await test.step("empty slots are filled and what fills them is approved", () =>
		fillAndApprove(page));

	await test.step("an incident is opened, gets an owner and an ETA", async () => {
		await page.goto("/incidents");
		await page
			.getByRole("button", { name: "Open an incident" })
			.first()
			.click();
		const dialog = page.getByRole("dialog", { name: "Open an incident" });
		await dialog.getByLabel("What is wrong").fill("Odd colours in the renders");
		await expectAccessible(page);
		await dialog.getByRole("button", { name: "Open the incident" }).click();
		const fresh = page.getByRole("button", { name: /new$/ });
		const link = page.getByRole("link", { name: /Odd colours in the renders/ });
		await expect(link.or(fresh).first()).toBeVisible();
		if (await fresh.isVisible()) await fresh.click();
		await link.first().click();
		await expect(page.getByRole("heading", { level: 1 })).toContainText(
			"Odd colours",
		);
		await page.getByRole("button", { name: "Assign" }).click();
		await page
			.getByRole("dialog")
			.getByLabel("Owner")
			.selectOption({ label: "Ola Berg" });
		await page.getByRole("button", { name: "Give it to them" }).click();
		await expect(page.getByText("Ola Berg owns it now")).toBeVisible();
		await page.getByRole("button", { name: "Set an ETA" }).click();
		await page.getByRole("button", { name: "Promise it" }).click();
		await expect(page.getByText("The ETA is set")).toBeVisible();
		await expectAccessible(page);
	});

	await test.step("an item that is not good yet is mended, each good one is confirmed", async () => {
		await page.goto("/today");
		for (const title of ITEMS) {
			const item = itemOf(page, title);
			const confirm = item.getByRole("button", { name: /^Confirm/ });
			const collect = item.getByRole("button", { name: /now$/ });
			await expect(confirm.or(collect).first()).toBeVisible();
			if (await collect.isVisible()) await collect.click();
			await confirm.click();
			await expect(item.getByText(/Confirmed by Ola Berg/)).toBeVisible();
		}
		await expect(page.getByText("Daily checklist: 5 of 5 done")).toBeVisible();
		await expectAccessible(page);
	});

	await test.step("the summary is posted to the channel, then the day is signed and frozen", async () => {
		await page.goto("/signoff");
		await page.getByRole("button", { name: "Post the summary" }).click();
		await page
			.getByRole("alertdialog")
			.getByRole("button", { name: "Post the summary" })
			.click();
		const sign = page.getByRole("button", { name: "Sign off the day" });
		await expect(sign).toBeVisible();
		await expectAccessible(page);
		await sign.click();
		const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
		await dialog.getByRole("button", { name: "Sign off the day" }).click();
		await confirmIfAsked(page, page.getByText(/is signed off/));
		await page.goto(page.url());
		await expect(page.getByText(/[0-9a-f]{12}/).first()).toBeVisible();
		await expectAccessible(page);
	});
});
