import { expect, expectAccessible, ops, test } from "./fixtures";

test("the log is verified and exported from its page, and the file verifies by itself", async ({
	as,
}) => {
	const page = await as("Cora Lindt");
	await page.goto("/audit");
	await page.getByRole("button", { name: "Verify the chain" }).click();
	await expect(page.getByText(/The chain is intact: \d+ events/)).toBeVisible();
	await expectAccessible(page);

	await page.getByRole("button", { name: "Export" }).click();
	const dialog = page.getByRole("dialog", { name: "Export the audit log" });
	const downloading = page.waitForEvent("download");
	await dialog.getByRole("button", { name: "Export and download" }).click();
	const file = await (await downloading).path();
	await expect(dialog.getByText(/\d+ events exported/)).toBeVisible();
	await expectAccessible(page);

	const command = (await dialog.locator("code").textContent()) ?? "";
	const key = command.split("--key ")[1]?.trim() ?? "";
	expect(await ops("audit-verify", file, "--key", key)).toMatchObject({
		ok: true,
	});
});
