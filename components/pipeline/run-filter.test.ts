import { expect, it } from "vitest";
import { runFilterOf, runListFilter } from "./run-filter";

const search = (query: string) => new URLSearchParams(query);
const id = "018f4f3e-0000-7000-8000-000000000001";

it("reads state, account and cursor from the URL", () => {
	expect(runListFilter(search(`state=failed&account=${id}`))).toEqual({
		account: id,
		state: "failed",
		cursor: null,
	});
	expect(runFilterOf(search("state=unfinished")).states).toEqual([
		"queued",
		"running",
		"waiting",
	]);
});

it("takes what does not exist as no filter", () => {
	expect(runListFilter(search("state=lost&account=7&cursor=x"))).toEqual({
		account: null,
		state: null,
		cursor: null,
	});
	expect(runFilterOf(search("state=all")).states).toBeUndefined();
});
