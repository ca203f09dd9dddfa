import { expect, test } from "vitest";
import { chooseAccount, fruitlessRequest } from "./choose-account";

const acme = { id: "1", handle: "acme_daily" };
const other = { id: "2", handle: "other" };

test.each([
	["by its id", "2", other, null],
	["by its handle", "other", other, null],
	["none", null, acme, null],
	["one that is not there", "nope", acme, "nope"],
])("the URL names %s", (_, asked, chosen, vain) => {
	expect(chooseAccount([acme, other], asked)).toBe(chosen);
	expect(fruitlessRequest([acme, other], asked)).toBe(vain);
});
