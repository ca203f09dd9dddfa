import type { Page } from "@playwright/test";
import { expect, expectAccessible, ops, test } from "./fixtures";
import { approve, makePost, postPanel, publishNext } from "./steps";

/** Follows links from where the page stands, at most two, to the sentence. */
async function follow(
	page: Page,
	sentence: string,
	...links: (() => Promise<void>)[]
) {
	expect(links.length).toBeLessThanOrEqual(2);
	for (const click of links) await click();
	await expect(page.getByText(sentence).first()).toBeVisible();
}

/** The gate's sentence about the post whose panel is open. */
async function sentenceIn(page: Page): Promise<string> {
	const text = await postPanel(page)
		.getByText(/^Simulated because/)
		.first()
		.innerText();
	return text.split(". Decision record")[0] ?? text;
}

test("why a post was not published live is found from four pages in at most two clicks", async ({
	as,
}) => {
	const operator = await as("Ola Berg");
	const viewer = await as("Vera Holm");
	await makePost(operator, "morning routines");
	await approve(operator);
	await publishNext(operator);
	const panel = postPanel(operator);
	await expect(
		panel.getByText("Published as a simulation: nothing went to Instagram"),
	).toBeVisible();
	const title = await panel.getByRole("heading", { level: 2 }).innerText();
	const sentence = await sentenceIn(operator);
	for (const said of ["ALLOW_AUTONOMOUS_PUBLISH", "not granted: "])
		expect(sentence).toContain(said);
	const postId = new URL(operator.url()).searchParams.get("row") ?? "";

	await test.step("from Today: it stands there; the title leads to the post", async () => {
		await viewer.goto("/today");
		await follow(viewer, sentence);
		const card = viewer.getByRole("region", { name: "Last due" });
		await follow(viewer, sentence, () =>
			card.getByRole("link", { name: title, exact: true }).click(),
		);
		await expect(viewer).toHaveURL(/\/queue\?.*row=/);
	});

	await test.step("from the queue: the tab of what was sent, the post", async () => {
		await viewer.goto("/queue");
		await follow(
			viewer,
			sentence,
			() => viewer.getByRole("link", { name: /^Sent/ }).click(),
			() =>
				viewer
					.getByRole("row", { name: title })
					.getByRole("link", { name: title })
					.click(),
		);
		await expect(
			postPanel(viewer).getByRole("link", { name: "Decision record" }),
		).toBeVisible();
	});

	await test.step("from governance: the list of due posts, the record", async () => {
		await viewer.goto("/governance");
		await follow(viewer, sentence, () =>
			viewer.getByRole("link", { name: `Decision record of ${title}` }).click(),
		);
		await expect(viewer).toHaveURL(/\/decisions\/[0-9a-f-]{36}/);
	});

	await test.step("from the audit log: the event, the record", async () => {
		await viewer.goto("/audit");
		await follow(
			viewer,
			sentence,
			() =>
				viewer
					.getByRole("row", { name: "gate.decide" })
					.filter({ hasText: postId.slice(-8) })
					.getByRole("link")
					.first()
					.click(),
			() => viewer.getByRole("link", { name: "Decision record" }).click(),
		);
		await expect(viewer).toHaveURL(/\/decisions\/[0-9a-f-]{36}/);
	});
});

test("a decision record is read in one look, on a phone too, and exported as a file that verifies by itself", async ({
	as,
}) => {
	const operator = await as("Ola Berg");
	await operator.goto("/governance");
	await operator
		.getByRole("link", { name: /^Decision record of/ })
		.first()
		.click();
	await expect(operator).toHaveURL(/\/decisions\//);
	const signals = operator.getByRole("table", { name: /Gate signals/ });
	await expect(signals.getByText("off")).toHaveCount(3);
	await expect(operator.getByText("and it matches")).toBeVisible();
	for (const colorScheme of ["light", "dark"] as const) {
		await operator.emulateMedia({ colorScheme });
		await expectAccessible(operator);
	}
	await operator.setViewportSize({ width: 360, height: 740 });
	await expectAccessible(operator);
	const overflow = await operator.evaluate(
		() => document.documentElement.scrollWidth - window.innerWidth,
	);
	expect(overflow).toBeLessThanOrEqual(0);

	await operator.getByRole("button", { name: "Export" }).click();
	const download = operator.waitForEvent("download");
	await operator.getByRole("button", { name: "Export and download" }).click();
	const path = await (await download).path();
	const command = operator.getByText(/audit-verify/);
	const key = (await command.innerText()).split("--key ")[1] ?? "";
	expect(await ops("audit-verify", path, "--key", key)).toMatchObject({
		ok: true,
	});
});

test("a decision that is not there is said so, and a viewer has no export", async ({
	as,
}) => {
	const viewer = await as("Vera Holm");
	await viewer.goto("/governance");
	await viewer
		.getByRole("link", { name: /^Decision record of/ })
		.first()
		.click();
	await expect(viewer.getByRole("heading", { level: 1 })).toHaveText(
		"Decision record",
	);
	await expect(viewer.getByRole("button", { name: "Export" })).toHaveCount(0);
	const missing = "/decisions/0190f0f0-0000-7000-8000-000000000000";
	expect(await (await viewer.request.get(missing)).text()).toContain(
		"There is nothing under this address",
	);
});
