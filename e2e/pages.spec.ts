import { expect, expectAccessible, test } from "./fixtures";
import { modeBar } from "./steps";

const PAGES = [
	["/today", "Today"],
	["/queue", "Queue"],
	["/pipeline", "Pipeline"],
	["/pipeline?tab=sources", "Pipeline"],
	["/pipeline?tab=workers", "Pipeline"],
	["/kpis", "KPIs"],
	["/weekly", "Weekly"],
	["/incidents", "Incidents"],
	["/governance", "Governance"],
	["/audit", "Audit"],
	["/signoff", "Sign-off"],
	["/settings?tab=people", "Settings"],
	["/settings?tab=accounts", "Settings"],
	["/settings?tab=channel", "Settings"],
	["/settings?tab=you", "Settings"],
] as const;

const LOOKS = [
	{ colorScheme: "light", width: 1280 },
	{ colorScheme: "dark", width: 1280 },
	{ colorScheme: "dark", width: 360 },
] as const;

for (const { colorScheme, width } of LOOKS)
	test(`every page is sound, ${colorScheme}, ${width} px`, async ({ as }) => {
		const page = await as("Ada Novak");
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width, height: 800 });
		for (const [path, title] of PAGES) {
			await page.goto(path);
			await expect(page.getByRole("heading", { level: 1 })).toContainText(
				title,
			);
			await expect(page).toHaveTitle(new RegExp(title));
			await expect(modeBar(page)).toContainText(/SIMULATION|LIVE|HALTED|HOLD/);
			await expectAccessible(page);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - window.innerWidth,
			);
			expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(
				0,
			);
		}
	});

test("nobody sees anything without signing in", async ({ page }) => {
	for (const [path] of PAGES) {
		await page.goto(path);
		await expect(page).toHaveURL(/\/sign-in/);
	}
	await expectAccessible(page);
	const health = await page.request.get("/api/health");
	expect(Object.keys(await health.json())).toEqual(["status"]);
	for (const path of ["/api/mode", "/api/audit", "/api/events"])
		expect((await page.request.get(path)).status()).toBe(401);
});

test("a wrong password is refused without saying whether the person exists", async ({
	page,
}) => {
	const refusal = async (email: string) => {
		await page.goto("/sign-in");
		await page.getByLabel("E-mail").fill(email);
		await page.getByLabel("Password").fill("wrong password");
		await page.getByRole("button", { name: "Sign in", exact: true }).click();
		const banner = page.getByRole("status").filter({ hasText: /\S/ });
		return banner.first().innerText();
	};
	expect(await refusal("owner@demo.example")).toBe(
		await refusal("nobody@demo.example"),
	);
});

test("a viewer sees why nothing can be changed", async ({ as }) => {
	const page = await as("Vera Holm");
	await expect(page.getByRole("button", { name: /Halt/ })).toHaveCount(0);
	await page.goto("/governance");
	await expect(
		page.getByRole("button", { name: "Request a window" }),
	).toHaveCount(0);
	await page.goto("/pipeline");
	await expect(page.getByText(/You cannot start a run/)).toBeVisible();
});
