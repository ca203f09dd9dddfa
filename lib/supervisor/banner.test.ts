import { expect, test } from "vitest";
import { banner, credentialLine } from "./banner";

test("a credential is readable, another line stays as it is", () => {
	expect(credentialLine('{"email":"a@b.c","password":"x"}')).toBe(
		"email a@b.c · password x",
	);
	expect(credentialLine('{"kind":"demo people","password":"x"}')).toBe(
		"demo people: password x",
	);
	expect(credentialLine("seeding")).toBe("seeding");
	expect(credentialLine("null")).toBe("null");
});

test("the banner says where and how to sign in", () => {
	const facts = { address: "http://127.0.0.1:3000" };
	const demo = banner({ ...facts, status: "ok", demo: true });
	expect(demo).toContain("http://127.0.0.1:3000/sign-in, one click");
	expect(banner({ ...facts, status: "degraded", demo: false })).toContain(
		"(degraded, `npm run ops -- health-check` says why)",
	);
});
