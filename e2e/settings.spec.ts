import { expect, expectAccessible, test } from "./fixtures";

test("an administrator tells a brand what it does not say, and a draft that says it is refused", async ({
	as,
}) => {
	const admin = await as("Ada Novak");
	await admin.goto("/settings?tab=accounts");
	await admin.getByRole("button", { name: "Brand @acme_daily" }).click();
	const dialog = admin.getByRole("dialog", { name: "Brand of @acme_daily" });
	await expect(dialog.getByLabel("Name on the pictures")).toHaveValue(
		"Acme Daily",
	);
	await dialog.getByLabel("Language").fill("English");
	await dialog.getByRole("button", { name: "Save" }).click();
	await expect(
		dialog.getByText("a language is written like en").first(),
	).toBeVisible();
	await dialog.getByLabel("Language").fill("en");
	await dialog.getByLabel("Banned words").fill("zeppelin\nzeppelins");
	await expectAccessible(admin);
	await dialog.getByRole("button", { name: "Save" }).click();
	await expect(admin.getByText("Brand saved")).toBeVisible();

	await admin.setViewportSize({ width: 360, height: 740 });
	await admin.getByRole("button", { name: "Brand @acme_daily" }).click();
	await expect(dialog.getByLabel("Banned words")).toHaveValue(
		"zeppelin\nzeppelins",
	);
	await expectAccessible(admin);

	const operator = await as("Ola Berg");
	await operator.goto("/pipeline");
	await operator.getByRole("button", { name: "Run now" }).first().click();
	await operator
		.getByRole("textbox", { name: "Topic" })
		.fill("zeppelins at dusk");
	await operator.getByRole("button", { name: "Start the run" }).click();
	await expect(
		operator.getByText("a word that this brand does not use").first(),
	).toBeVisible();
});

test("a token that the platform refuses leaves the form open, and says why in it", async ({
	as,
}) => {
	const admin = await as("Ada Novak");
	await admin.goto("/settings?tab=accounts");
	await admin.getByRole("button", { name: "Connect @acme_daily" }).click();
	const dialog = admin.getByRole("dialog", { name: "Connect @acme_daily" });
	await dialog.getByLabel("Access token").fill("nobodys-token");
	await dialog.getByRole("button", { name: "Check and store" }).click();
	await expect(dialog.getByText(/Not connected\. .*code 190/)).toBeVisible();
	await expect(dialog.getByLabel("Access token")).toHaveValue("nobodys-token");
	await expectAccessible(admin);
	await dialog.getByRole("button", { name: "Cancel" }).click();
	await admin.getByRole("button", { name: "Connect @acme_daily" }).click();
	await expect(dialog.getByText(/Not connected/)).toBeHidden();
});
