import { expect, expectAccessible, test } from "./fixtures";
import { approve, confirmIfAsked, makePost, postPanel } from "./steps";

test("an approval made stale by an edit: the difference is shown, the editor cannot approve, a third person can", async ({
	as,
}) => {
	const author = await as("Ola Berg");
	const editor = await as("Tomás Rey");
	const third = await as("Cora Lindt");

	await test.step("one approves the post", async () => {
		await makePost(author, "fresh starts");
		await approve(author);
	});

	const panel = postPanel(editor);
	await test.step("another edits its caption", async () => {
		await editor.goto(author.url());
		await panel.getByRole("button", { name: "Edit" }).click();
		const dialog = editor.getByRole("dialog", { name: "Edit the post" });
		const caption = dialog.getByLabel("Caption");
		const before = await caption.inputValue();
		await caption.fill(before.padEnd(2201, "."));
		await expect(dialog.getByText("1 too many: at most 2200")).toBeVisible();
		await dialog.getByRole("button", { name: /^Save/ }).click();
		await expect(caption).toBeFocused();
		await caption.fill(`${before} Begin on Monday.`);
		await dialog.getByRole("button", { name: /^Save/ }).click();
		await expect(dialog).toBeHidden();
	});

	await test.step("the approval is stale, and what changed stands beside what had been approved", async () => {
		await expect(panel.getByText("approval stale").first()).toBeVisible();
		await expect(panel.getByText("What changed since:")).toBeVisible();
		await expect(
			panel.getByRole("insertion").filter({ hasText: "Monday" }),
		).toBeVisible();
		await expect(
			panel.getByText("the post changed after it was approved").first(),
		).toBeVisible();
		await expectAccessible(editor);
	});

	await test.step("the editor is refused, and told why", async () => {
		await expect(panel.getByRole("button", { name: /^Approve/ })).toBeHidden();
		await panel.getByText("What you cannot do, and why").click();
		await expect(
			panel.getByText("you edited this post: somebody else must approve it"),
		).toBeVisible();
	});

	await test.step("a third person approves it as it stands", async () => {
		await third.goto(author.url());
		const theirs = postPanel(third);
		await theirs.getByRole("button", { name: /^Approve/ }).press("Enter");
		await confirmIfAsked(
			third,
			theirs.getByText("Approved as it stands, valid until"),
		);
		await expect(theirs.getByText("approval stale")).toBeHidden();
		// The button is gone; whoever works without a mouse is still at the post.
		await expect(third.locator("aside:focus-within")).toBeVisible();
	});
});

test("posts are rejected together from a phone, and a viewer is offered nothing", async ({
	as,
}) => {
	const operator = await as("Ola Berg");
	const viewer = await as("Vera Holm");
	await makePost(operator, "slow evenings");
	const postId = new URL(operator.url()).searchParams.get("row");
	const queue = operator.url().replace(/[?&]row=[^&]*/, "");

	await viewer.goto(queue);
	await expect(viewer.getByRole("table").last()).toBeVisible();
	await expect(
		viewer.getByRole("columnheader", { name: "Decide" }),
	).toHaveCount(0);
	await expect(viewer.getByRole("checkbox")).toHaveCount(0);

	await operator.setViewportSize({ width: 360, height: 740 });
	await operator.goto(queue);
	const row = operator.locator(`[data-row="${postId}"]`);
	await row.getByRole("checkbox").check();
	await operator.getByRole("button", { name: "Reject 1…" }).click();
	const dialog = operator.getByRole("alertdialog");
	await dialog.getByLabel("Reason").fill("the campaign was called off");
	await expectAccessible(operator);
	await dialog.getByRole("button", { name: "Reject 1 post" }).click();
	await confirmIfAsked(operator, operator.getByText("1 post rejected"));
});

test("who leaves is disabled after a look at what they leave behind", async ({
	as,
}) => {
	const admin = await as("Ada Novak");
	const name = `Lea Leaver ${Date.now()}`;
	await admin.goto("/settings?tab=people");
	await admin.getByRole("button", { name: "Add a person" }).click();
	const adding = admin.getByRole("dialog", { name: "Add a person" });
	await adding.getByLabel("Name").fill(name);
	await adding.getByLabel("E-mail").fill(`lea${Date.now()}@example.org`);
	await adding.getByRole("button", { name: "Add", exact: true }).click();
	await confirmIfAsked(admin, adding.getByText("One-time password"));
	await adding.getByRole("button", { name: "Close" }).first().click();

	await admin.setViewportSize({ width: 360, height: 740 });
	await admin.getByRole("button", { name: `Disable ${name}` }).click();
	const dialog = admin.getByRole("dialog", { name: `Disable ${name}` });
	await expect(dialog.getByText("They leave nothing behind.")).toBeVisible();
	await dialog.getByLabel("Reason").fill("left the company");
	await expectAccessible(admin);
	await dialog.getByRole("button", { name: "Disable" }).click();
	await confirmIfAsked(
		admin,
		dialog.getByText(`${name} is disabled: 0 sessions`),
	);
});
