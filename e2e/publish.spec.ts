import { expect, expectAccessible, test } from "./fixtures";
import {
	advance,
	approve,
	grant,
	makePost,
	modeBar,
	postPanel,
	publishNext,
	requestWindow,
	windowCard,
} from "./steps";

const SIGNALS = [
	"ALLOW_AUTONOMOUS_PUBLISH",
	"PUBLISH_APPROVAL_GRANTED",
	"GOVERNANCE_APPROVED",
];

test("from a feed to a simulated post, to a live one in a window, and back to simulation when the window ends", async ({
	as,
}) => {
	const operator = await as("Ola Berg");
	const owner = await as("Amara Obi");
	const compliance = await as("Cora Lindt");
	const panel = postPanel(operator);

	await test.step("a run makes a post, seen as it will look", async () => {
		await makePost(operator, "ai productivity");
		await expect(panel.getByRole("img").first()).toBeVisible();
		await expect(panel.getByText("needs approval")).toBeVisible();
		await expectAccessible(operator);
	});

	await test.step("approved and published next, it is simulated and says why", async () => {
		await approve(operator);
		await publishNext(operator);
		await expect(
			panel.getByText("Published as a simulation: nothing went to Instagram"),
		).toBeVisible();
		for (const signal of SIGNALS)
			await expect(
				// Earlier stories may have granted it, in windows that have ended.
				panel.getByText(new RegExp(`${signal} (is not|was) granted`)).first(),
			).toBeVisible();
		await expect(modeBar(operator)).toContainText("SIMULATION");
	});

	const reason = `launch ${Date.now()}`;
	await test.step("a window is requested; the requester cannot grant in it", async () => {
		await requestWindow(compliance, { reason, minutes: 15 });
		await expect(
			windowCard(compliance, reason)
				.getByText(/Not by you/)
				.first(),
		).toBeVisible();
		await expectAccessible(compliance);
	});

	await test.step("two other people grant the three signals", async () => {
		const other = await as("Jun Sato");
		await grant(owner, reason, "ALLOW_AUTONOMOUS_PUBLISH");
		await grant(other, reason, "PUBLISH_APPROVAL_GRANTED");
		await grant(other, reason, "GOVERNANCE_APPROVED");
		await expect(modeBar(other)).toContainText("LIVE");
	});

	await test.step("the next post goes live", async () => {
		await makePost(operator, "deep work");
		await approve(operator);
		await publishNext(operator);
		await expect(panel.getByText("Live on Instagram")).toBeVisible();
		await expect(panel.getByText("HTTP 200").first()).toBeVisible();
	});

	await test.step("the window closes by itself, and the one after is simulated again", async () => {
		await advance("20m");
		await expect(modeBar(operator)).toContainText("SIMULATION");
		await makePost(operator, "calm mornings");
		await approve(operator);
		await publishNext(operator);
		await expect(
			panel.getByText("Published as a simulation: nothing went to Instagram"),
		).toBeVisible();
		await expect(
			panel.getByText(/a window that has ended/).first(),
		).toBeVisible();
	});
});
