import { expect, test } from "vitest";
import { PostState } from "@/lib/db/generated/enums";
import {
	canMovePost,
	POST_STATES,
	POST_TRANSITIONS,
	UNSENT_STATES,
} from "./model";

test("the union is the database's enum, in its order", () => {
	expect(POST_STATES).toEqual(Object.values(PostState));
});

test("every state has its row of moves, and published ends them all", () => {
	expect(Object.keys(POST_TRANSITIONS).sort()).toEqual([...POST_STATES].sort());
	expect(POST_TRANSITIONS.published).toEqual([]);
});

test("a post whose fate is in doubt is never sent again without an answer", () => {
	for (const from of ["unknown", "needs_human"] as const)
		for (const to of ["claimed", "container_ready", "publishing"] as const)
			expect(canMovePost(from, to)).toBe(false);
});

test("only the second gate leads to publishing", () => {
	const sources = POST_STATES.filter((from) => canMovePost(from, "publishing"));
	expect(sources).toEqual(["container_ready"]);
});

test("people can stop every unsent post", () => {
	for (const from of UNSENT_STATES)
		expect(canMovePost(from, "cancelled")).toBe(true);
	expect(canMovePost("publishing", "cancelled")).toBe(false);
});
