import type { Page } from "@playwright/test";
import { expect, expectAccessible, ops, test } from "./fixtures";
import { confirmIfAsked, modeBar, requestWindow, windowCard } from "./steps";

async function openIncident(page: Page, title: string): Promise<void> {
	await page.goto("/incidents");
	await page.getByRole("button", { name: "Open an incident" }).first().click();
	const dialog = page.getByRole("dialog");
	await dialog.getByLabel("What is wrong").fill(title);
	await dialog.getByRole("button", { name: "Open the incident" }).click();
	// The row itself waits behind the "new" chip where others are shown already.
	await expect(page.getByText(/Incident #\d+ is open/)).toBeVisible();
}

async function withReason(page: Page, words: RegExp, confirm: string) {
	const dialog = page.getByRole("alertdialog", { name: words });
	await dialog.getByLabel("Reason").fill("done here");
	await dialog.getByRole("button", { name: confirm }).click();
}

test("the glass is broken for an incident: live by one person, told to everybody, reviewed by another", async ({
	as,
}) => {
	const operator = await as("Ola Berg");
	const owner = await as("Amara Obi");
	const compliance = await as("Cora Lindt");
	const title = `recall ${Date.now()}`;
	const reason = `${title} must go out now`;
	await openIncident(operator, title);
	await operator.goto("/governance");
	await expect(
		operator.getByRole("button", { name: /Emergency access/ }),
	).toHaveCount(0);

	await test.step("the owner reads what it waives, and breaks it", async () => {
		await owner.goto("/governance");
		await owner.getByRole("button", { name: /Emergency access/ }).click();
		const dialog = owner.getByRole("dialog", {
			name: "Emergency access (break-glass)",
		});
		await expect(dialog.getByText("It waives nothing else")).toBeVisible();
		await expectAccessible(owner);
		await dialog.getByLabel("Reason").fill(reason);
		const incident = dialog.getByLabel("For the incident");
		const option = incident.getByRole("option", { name: title });
		await incident.selectOption((await option.getAttribute("value")) ?? "");
		await dialog.getByLabel("Minutes").fill("10");
		await dialog.getByLabel("I open this alone, and answer for it.").check();
		await dialog
			.getByRole("button", { name: "Open the emergency window" })
			.click();
		await confirmIfAsked(owner, owner.getByText("Emergency window open on"));
		await expect(modeBar(owner)).toContainText("LIVE");
		await expect(modeBar(owner)).toContainText("Emergency window open");
		await expect(
			owner.getByText("you opened this emergency window").first(),
		).toBeVisible();
		await expectAccessible(owner);
	});

	await test.step("nobody reviews it while it is open", async () => {
		await compliance.goto("/governance");
		await expect(
			compliance.getByText(/it is still open: close it now/).first(),
		).toBeVisible();
		await expect(
			compliance.getByRole("button", { name: /^Review it/ }),
		).toHaveCount(0);
	});

	await test.step("closed, posts are simulated again", async () => {
		await windowCard(owner, reason)
			.getByRole("button", { name: /^Close now/ })
			.click();
		await withReason(owner, /Close the window/, "Close now");
		await expect(modeBar(owner)).toContainText("SIMULATION");
	});

	await test.step("compliance reviews it", async () => {
		await compliance.goto("/governance");
		await compliance.getByRole("button", { name: /^Review it/ }).click();
		const dialog = compliance.getByRole("dialog", {
			name: /Review the broken/,
		});
		await expectAccessible(compliance);
		await dialog.getByLabel("What you found").fill("it was needed");
		await dialog.getByRole("button", { name: "Record the review" }).click();
		await confirmIfAsked(
			compliance,
			compliance.getByText("The review is recorded"),
		);
		await expect(
			compliance.getByRole("button", { name: /^Review it/ }),
		).toHaveCount(0);
	});
});

test("a policy hold is ended sooner by two people together", async ({ as }) => {
	const owner = await as("Amara Obi");
	const compliance = await as("Cora Lindt");
	await compliance.goto("/governance?act=hold");
	const set = compliance.getByRole("dialog", { name: "Set a policy hold" });
	await set.getByLabel("Reason").fill("a policy strike");
	await set.getByRole("button", { name: "Set the hold" }).click();
	await expect(modeBar(compliance)).toContainText("POLICY HOLD");

	await owner.goto("/governance");
	await owner.getByRole("button", { name: /^End sooner/ }).click();
	const ask = owner.getByRole("dialog", { name: /end the policy hold sooner/ });
	await expectAccessible(owner);
	await ask.getByLabel("Reason").fill("the strike was withdrawn");
	await ask.getByRole("button", { name: "Ask" }).click();
	await confirmIfAsked(
		owner,
		owner.getByText("you asked for it yourself").first(),
	);
	await expect(modeBar(owner)).toContainText("POLICY HOLD");

	await compliance.goto("/governance");
	await expect(
		compliance.getByText("the strike was withdrawn").first(),
	).toBeVisible();
	await compliance
		.getByRole("button", { name: /^Confirm the earlier end/ })
		.click();
	const confirm = compliance.getByRole("alertdialog");
	await expectAccessible(compliance);
	await confirm.getByRole("button", { name: "Confirm" }).click();
	await confirmIfAsked(
		compliance,
		compliance.getByText("Nothing is halted or on hold"),
	);
	await expect(modeBar(compliance)).toContainText("SIMULATION");
});

type Status = { windows: { id: string; reason: string }[] };

test("a link to a window: both signals with one password, and sentences for everybody else", async ({
	as,
}) => {
	const operator = await as("Ola Berg");
	const compliance = await as("Cora Lindt");
	const reason = `evening ${Date.now()}`;
	await requestWindow(operator, { reason, minutes: 15 });
	const { windows } = (await ops("governance", "status")) as Status;
	const id = windows.find((window) => window.reason === reason)?.id;

	await operator.goto(`/governance?window=${id}`);
	await expect(
		windowCard(operator, reason).getByText(/Not by you/),
	).toHaveCount(3);
	await compliance.goto(`/governance?window=${id}`);
	await windowCard(compliance, reason)
		.getByRole("button", { name: /^Grant both/ })
		.click();
	await expectAccessible(compliance);
	await compliance
		.getByRole("alertdialog")
		.getByRole("button", { name: "Grant both" })
		.click();
	await confirmIfAsked(
		compliance,
		compliance.getByText(/PUBLISH_APPROVAL_GRANTED and .* are granted/),
	);
	await expect(
		windowCard(compliance, reason).getByText("2 of 3 signals granted"),
	).toBeVisible();

	await operator
		.getByRole("button", { name: /^Withdraw/ })
		.first()
		.click();
	await withReason(operator, /Withdraw/, "Withdraw");
	await expect(operator.getByText("The request is withdrawn")).toBeVisible();
	await operator.goto(`/governance?window=${id}`);
	await expect(
		operator.getByText("The window of this link is withdrawn"),
	).toBeVisible();
});

test("the request form names who could grant what, and never whom R4 would refuse", async ({
	as,
}) => {
	const grantors = async (person: string) => {
		const page = await as(person);
		await page.goto("/governance?act=request");
		const dialog = page.getByRole("dialog", { name: /Request an approval/ });
		await expect(dialog.getByText("Who could grant it")).toBeVisible();
		const names = dialog.getByRole("definition");
		await expect(names).toHaveCount(3);
		return names.allInnerTexts();
	};
	const [autonomous, approval, governance] = await grantors("Ola Berg");
	expect(autonomous).toContain("Amara Obi");
	expect(autonomous).not.toContain("Cora Lindt");
	for (const names of [approval, governance])
		expect(names).toMatch(/Cora Lindt.*Jun Sato|Jun Sato.*Cora Lindt/);
	const [, ...ofApprover] = await grantors("Cora Lindt");
	for (const names of ofApprover) {
		expect(names).toContain("Jun Sato");
		expect(names).not.toContain("Cora Lindt");
	}
});

test("a request is judged while it is typed", async ({ as }) => {
	const page = await as("Ola Berg");
	await page.goto("/today");
	await modeBar(page).getByRole("link", { name: "Request a window" }).click();
	const dialog = page.getByRole("dialog", { name: /Request an approval/ });
	const send = dialog.getByRole("button", { name: "Request the window" });
	await expect(send).toBeEnabled();
	await dialog.getByLabel("Opens", { exact: true }).selectOption("later");
	await dialog.getByLabel("Opens at").fill("2020-01-01T10:00");
	await expect(
		dialog.getByText("a window cannot open in the past"),
	).toBeVisible();
	await expect(send).toBeDisabled();
	await dialog.getByLabel("Opens", { exact: true }).selectOption("now");
	await dialog.getByLabel("Length").selectOption("until");
	await dialog.getByLabel("Closes at").fill("2020-01-01T10:00");
	await expect(dialog.getByText("it would end before it begins")).toBeVisible();
	await expectAccessible(page);
});
