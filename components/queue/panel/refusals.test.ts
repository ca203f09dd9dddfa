import { expect, it } from "vitest";
import { groupRefusals } from "./refusals";

it("says each reason once, with the acts that it forbids", () => {
	const acts = {
		approve: "this takes the role operator",
		reject: "this takes the role operator",
		edit: null,
		hold: "it is held",
		release: null,
		reschedule: null,
		requeue: null,
		publishNext: null,
		resolve: null,
		quarantine: null,
		liftQuarantine: null,
	};
	expect(groupRefusals(acts)).toEqual([
		{ why: "this takes the role operator", acts: ["approve", "reject"] },
		{ why: "it is held", acts: ["hold"] },
	]);
});
