import { expect, it } from "vitest";
import { DAY, HOUR } from "@/lib/core/time";
import { hashPassword, verifyPassword } from "@/lib/people/sign-in/password";
import { Email, NewPassword, tokenLifeMs } from "./model";

it.each([
	["read", undefined, 30 * DAY],
	["read", 90 * DAY, 90 * DAY],
	["read", 90 * DAY + 1, null],
	["approve", undefined, 8 * HOUR],
	["govern", DAY, DAY],
	["signoff", DAY + 1, null],
] as const)(
	"a token with %s asked for %s ms lives %s ms",
	(scope, asked, life) => {
		expect(tokenLifeMs(["read", scope], asked)).toBe(life);
	},
);

it("brings addresses into one form and refuses what is none", () => {
	expect(Email.parse(" Ada@Example.ORG ")).toBe("ada@example.org");
	expect(Email.safeParse("ada").success).toBe(false);
});

it("asks for a long password and takes any script", () => {
	expect(NewPassword.safeParse("short").success).toBe(false);
	expect(NewPassword.safeParse("x".repeat(201)).success).toBe(false);
	expect(NewPassword.parse("мост у реки 🚂")).toBe("мост у реки 🚂");
});

it("hashes with argon2id, and a decomposed letter is the same letter", async () => {
	const hashed = await hashPassword("caf\u00e9 au lait");
	expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(await verifyPassword(hashed, "cafe\u0301 au lait")).toBe(true);
	expect(await verifyPassword(hashed, "cafe au lait")).toBe(false);
	expect(await verifyPassword(null, "cafe au lait")).toBe(false);
});
