import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";
import { confirmIfAsked, holdReadings, modeBar } from "./steps";

async function halt(page: Page, reason: string): Promise<void> {
	await page.getByRole("button", { name: /Halt/ }).click();
	await page.getByLabel("Reason").fill(reason);
	await expectAccessible(page);
	await page.getByRole("button", { name: "Halt everything" }).click();
	await expect(page.getByText("No call was under way")).toBeVisible();
	await page.getByRole("dialog").getByText("Close", { exact: true }).click();
	await expect(modeBar(page)).toContainText("HALTED");
}

async function lift(page: Page): Promise<void> {
	await page.goto("/governance");
	await page.getByRole("button", { name: /^Lift/ }).click();
	const dialog = page.getByRole("alertdialog");
	await dialog.getByLabel("Reason").fill("captions are fine again");
	await dialog.getByRole("button", { name: "Lift" }).click();
	await confirmIfAsked(page, page.getByText("Nothing is halted or on hold"));
	await expect(modeBar(page)).toContainText("SIMULATION");
}

test("publishing is halted from a phone in two presses and a reason, and lifted by the owner", async ({
	as,
}) => {
	const operator = await as("Tomás Rey");
	const owner = await as("Amara Obi");
	await operator.setViewportSize({ width: 360, height: 740 });
	await operator.goto("/incidents");
	await halt(operator, "captions look wrong");
	await owner.goto("/governance");
	await expect(modeBar(owner)).toContainText("captions look wrong");
	await lift(owner);
});

test("a page whose own reading hangs still tells the mode, and halts", async ({
	as,
}) => {
	const operator = await as("Tomás Rey");
	const owner = await as("Amara Obi");
	await operator.goto("/incidents");
	const readings = await holdReadings(operator);
	await halt(operator, "before it hangs");
	await expect.poll(readings.count).toBe(1);
	await lift(owner);
	await expect(modeBar(operator)).toContainText("SIMULATION");
	expect(readings.count()).toBe(1);
	await halt(operator, "while it hangs");
	await readings.release();
	await lift(owner);
});

test("a page tells what happened between its making and the opening of its live line", async ({
	as,
}) => {
	const operator = await as("Tomás Rey");
	const owner = await as("Amara Obi");
	let open = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	await operator.route("**/api/events*", async (route) => {
		await opened;
		await route.continue();
	});
	await operator.goto("/incidents");
	await expect(modeBar(operator)).toContainText("SIMULATION");
	await owner.goto("/incidents");
	await halt(owner, "while nobody listened");
	open();
	await expect(modeBar(operator)).toContainText("HALTED");
	// So does a line that broke and names the last event that came over it.
	const news = await operator.evaluate(async () => {
		const headers = { "last-event-id": "1" };
		const { body } = await fetch("/api/events", { headers });
		const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
		let said = "";
		while (reader && !said.includes("ping")) {
			const { done, value } = await reader.read();
			if (done) break;
			said += value;
		}
		await reader?.cancel();
		return said;
	});
	expect(news).toContain('"governance"');
	await lift(owner);
});

test("the audit log verifies in the browser and shows what was done", async ({
	as,
}) => {
	const page = await as("Cora Lindt");
	await page.goto("/audit?action=halt");
	await expect(
		page.getByRole("cell", { name: "halt.set" }).first(),
	).toBeVisible();
	await page.getByRole("button", { name: "Verify the chain" }).click();
	await expect(
		page.getByText(/events.*(verify|sound|intact)|intact|sound/i).first(),
	).toBeVisible();
	await expectAccessible(page);
});
