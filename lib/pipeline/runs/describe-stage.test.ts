import { expect, it } from "vitest";
import { describeStage } from "./describe-stage";

it("says nothing of a stage without a result", () => {
	expect(describeStage("draft", null)).toEqual([]);
	expect(describeStage("plan", { template: 1 })).toEqual([]);
});

it("names the topic's author and the source that failed", () => {
	const output = {
		signals: [{ kind: "topic", title: "ai productivity", by: "Olga" }],
		scores: [1000],
		sources: [{ name: "Desk", state: "failed", items: 0, fault: "404" }],
	};
	expect(describeStage("signals", output)).toEqual([
		{ term: "Topic by Olga", text: "ai productivity" },
		{ term: "Desk failed", text: "404" },
	]);
});

it("lists the findings of moderation", () => {
	const findings = [{ rule: "claims", message: "“guaranteed” is a claim" }];
	const said = describeStage("moderate", {
		verdict: "hold",
		version: "rules@1",
		findings,
	});
	expect(said.map(({ text }) => text)).toEqual([
		"hold by rules@1",
		"1 finding",
		"“guaranteed” is a claim",
	]);
});
