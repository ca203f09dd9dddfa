import { expect, expectAccessible, test } from "./fixtures";
import { confirmIfAsked, holdReadings, modeBar } from "./steps";

test("publishing is halted from a phone in two presses and a reason, and lifted by the owner", async ({
	as,
}) => {
	const operator = await as("Tomás Rey");
	const owner = await as("Amara Obi");
	await operator.setViewportSize({ width: 360, height: 740 });
	await operator.goto("/incidents");
	await operator.getByRole("button", { name: /Halt/ }).click();
	await operator.getByLabel("Reason").fill("captions look wrong");
	await expectAccessible(operator);
	const readings = await holdReadings(operator);
	await operator.getByRole("button", { name: "Halt everything" }).click();
	await expect(operator.getByText("No call was under way")).toBeVisible();
	await expect.poll(readings.count).toBe(1);
	await operator
		.getByRole("dialog")
		.getByText("Close", { exact: true })
		.click();
	await expect(modeBar(operator)).toContainText("HALTED");

	await owner.goto("/governance");
	await expect(modeBar(owner)).toContainText("captions look wrong");
	await owner.getByRole("button", { name: /^Lift/ }).click();
	const dialog = owner.getByRole("alertdialog");
	await dialog.getByLabel("Reason").fill("captions are fine again");
	await dialog.getByRole("button", { name: "Lift" }).click();
	await confirmIfAsked(owner, owner.getByText("Nothing is halted or on hold"));
	await expect(modeBar(owner)).toContainText("SIMULATION");
	await expect(modeBar(operator)).toContainText("SIMULATION");
	expect(readings.count()).toBe(1);
	await readings.release();
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
