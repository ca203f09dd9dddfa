import { expect, test } from "vitest";
import {
	isVoidByQuarantine,
	quarantineFacts,
	refuseQuarantined,
} from "./decide";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const row = (sha256: string, setAt: Date, liftedAt: Date | null = null) => ({
	sha256,
	reason: "stolen",
	setByName: "Cleo",
	setAt,
	liftedAt,
});

test("only the quarantines of its own media count, and the last end of them", () => {
	const rows = [
		row("theirs", at(9)),
		row("mine", at(8), at(10)),
		row("mine", at(4), at(6)),
	];
	expect(quarantineFacts(rows, ["mine"])).toEqual({
		standing: null,
		endedAt: at(10),
	});
	expect(quarantineFacts(rows, ["other"])).toEqual({
		standing: null,
		endedAt: null,
	});
	expect(quarantineFacts(rows, ["mine", "theirs"]).standing).toEqual({
		byName: "Cleo",
		at: at(9),
		reason: "stolen",
	});
});

test.each([
	["none ever", [], false],
	["one stands, set later", [row("mine", at(13))], true],
	["one ended later", [row("mine", at(8), at(13))], true],
	["one ended at that moment", [row("mine", at(8), at(12))], true],
	["one ended before", [row("mine", at(8), at(11))], false],
	[
		"one ended before, another stands",
		[row("mine", at(8), at(11)), row("mine", at(13))],
		true,
	],
] as const)("what was decided at 12 is void: %s", (_, rows, expected) => {
	const facts = quarantineFacts(rows, ["mine"]);
	expect(isVoidByQuarantine(at(12), facts)).toBe(expected);
});

test("a standing quarantine is named before the state, whatever the state", () => {
	const standing = quarantineFacts([row("mine", at(9))], ["mine"]);
	const ended = quarantineFacts([row("mine", at(8), at(9))], ["mine"]);
	for (const state of ["queued", "quarantined"])
		expect(refuseQuarantined({ state }, standing)).toBe(
			"its picture is quarantined by Cleo: stolen; compliance must lift that first",
		);
	expect(refuseQuarantined({ state: "quarantined" }, ended)).toContain(
		"requeue",
	);
	expect(refuseQuarantined({ state: "queued" }, ended)).toBeNull();
});
