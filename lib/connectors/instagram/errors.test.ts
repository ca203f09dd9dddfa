import fc from "fast-check";
import { expect, test } from "vitest";
import { ERROR_TABLE } from "./error-table";
import {
	classifyContainerError,
	classifyGraphError,
	type ErrorClass,
	type GraphStep,
} from "./errors";

const fact = (code: number, subcode: number | null = null, message = "") => ({
	code,
	subcode,
	message,
	isTransient: false,
});
const DAY_MS = 24 * 60 * 60 * 1000;

// [code, subcode, class when creating, class when polling or reading, class when publishing]
type Case = [number, number | null, ErrorClass, ErrorClass, ErrorClass];
const CASES: readonly Case[] = [
	[-2, 2207003, "transient", "transient", "ambiguous"],
	[-2, 2207020, "new_container", "new_container", "ambiguous"],
	[-2, null, "transient", "transient", "ambiguous"],
	[-1, 2207001, "transient", "transient", "ambiguous"],
	[-1, 2207032, "transient", "transient", "ambiguous"],
	[-1, 2207053, "new_container", "new_container", "ambiguous"],
	[-1, null, "transient", "transient", "ambiguous"],
	[1, null, "transient", "transient", "ambiguous"],
	[1, 2207057, "permanent", "permanent", "ambiguous"],
	[2, null, "transient", "transient", "ambiguous"],
	[3, null, "account", "account", "ambiguous"],
	[4, null, "wait", "wait", "ambiguous"],
	[4, 2207051, "account", "account", "ambiguous"],
	[9, 2207042, "wait", "wait", "wait"],
	[9, 1234567, "wait", "wait", "ambiguous"],
	[10, null, "account", "account", "account"],
	[17, null, "wait", "wait", "ambiguous"],
	[17, 2446079, "wait", "wait", "ambiguous"],
	[24, 2207006, "new_container", "new_container", "ambiguous"],
	[24, 2207008, "transient", "transient", "ambiguous"],
	[25, 2207050, "account", "account", "ambiguous"],
	[32, null, "wait", "wait", "ambiguous"],
	[100, null, "permanent", "permanent", "permanent"],
	[100, 33, "account", "transient", "ambiguous"],
	[100, 2207023, "permanent", "permanent", "permanent"],
	[100, 2207028, "permanent", "permanent", "permanent"],
	[100, 2207035, "permanent", "permanent", "permanent"],
	[100, 2207036, "permanent", "permanent", "permanent"],
	[100, 2207037, "permanent", "permanent", "permanent"],
	[100, 2207040, "permanent", "permanent", "permanent"],
	[100, 2108006, "permanent", "permanent", "permanent"],
	[102, null, "account", "account", "ambiguous"],
	[190, null, "account", "account", "account"],
	[190, 458, "account", "account", "account"],
	[190, 459, "account", "account", "account"],
	[190, 460, "account", "account", "account"],
	[190, 463, "account", "account", "account"],
	[190, 464, "account", "account", "account"],
	[190, 467, "account", "account", "account"],
	[190, 492, "account", "account", "account"],
	[200, null, "account", "account", "account"],
	[250, null, "account", "account", "ambiguous"],
	[299, null, "account", "account", "ambiguous"],
	[341, null, "wait", "wait", "ambiguous"],
	[352, 2207026, "permanent", "permanent", "ambiguous"],
	[368, null, "account", "account", "ambiguous"],
	[506, null, "permanent", "permanent", "ambiguous"],
	[613, null, "wait", "wait", "ambiguous"],
	[613, 1996, "wait", "wait", "ambiguous"],
	[80002, null, "wait", "wait", "ambiguous"],
	[9004, 2207052, "transient", "transient", "ambiguous"],
	[9007, 2207027, "not_ready", "not_ready", "not_ready"],
	[36000, 2207004, "permanent", "permanent", "permanent"],
	[36001, 2207005, "permanent", "permanent", "permanent"],
	[36003, 2207009, "permanent", "permanent", "permanent"],
	[36004, 2207010, "permanent", "permanent", "permanent"],
	[36007, null, "permanent", "permanent", "permanent"],
	[100999, 2207018, "permanent", "permanent", "ambiguous"],
	[100999, 2207077, "transient", "transient", "ambiguous"],
	[100999, 2207081, "permanent", "permanent", "ambiguous"],
	[100999, 2207082, "transient", "transient", "ambiguous"],
	[100999, 2207085, "permanent", "permanent", "ambiguous"],
	[999999, null, "transient", "transient", "ambiguous"],
];

test.each(CASES)(
	"%i/%s: create %s, read %s, publish %s",
	(code, subcode, create, read, publish) => {
		const at = (step: GraphStep) =>
			classifyGraphError(fact(code, subcode), step).class;
		expect(at("create")).toBe(create);
		expect(at("poll")).toBe(read);
		expect(at("read")).toBe(read);
		expect(at("publish")).toBe(publish);
	},
);

test("every row of the table has a case above", () => {
	const covered = (
		code: (typeof ERROR_TABLE)[number]["code"],
		sub: number | null,
	) =>
		CASES.some(
			([c, s]) =>
				(typeof code === "object" && code !== null
					? c >= code[0] && c <= code[1]
					: code === null || c === code) &&
				(sub === null || s === sub),
		);
	expect(ERROR_TABLE.filter((row) => !covered(row.code, row.subcode))).toEqual(
		[],
	);
});

test("suspected spam breaks the circuit for a day, on publish too", () => {
	for (const step of ["create", "publish"] as const)
		expect(classifyGraphError(fact(4, 2207051), step).circuitBreakMs).toBe(
			DAY_MS,
		);
	expect(classifyGraphError(fact(4), "create").circuitBreakMs).toBeUndefined();
});

test("a media fetch is tried three times, then it is permanent", () => {
	expect(classifyGraphError(fact(9004, 2207052), "create")).toMatchObject({
		class: "transient",
		maxRetries: 3,
		afterRetries: "permanent",
	});
});

test("an unknown creation id is tried twice, then takes a new container", () => {
	expect(classifyGraphError(fact(24, 2207008), "poll")).toMatchObject({
		class: "transient",
		maxRetries: 2,
		afterRetries: "new_container",
	});
});

test("too few viewers is missing data, not a missing permission", () => {
	const message = "(#10) Not enough viewers for the media to show insights";
	expect(classifyGraphError(fact(10, null, message), "read").class).toBe(
		"permanent",
	);
});

test("a transient flag takes the proof out of a rejection", () => {
	const transient = { ...fact(100, 2207023), isTransient: true };
	expect(classifyGraphError(transient, "publish").class).toBe("ambiguous");
});

test("whatever the platform says to a publish, a retry of the same kind is never allowed blindly", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: -10, max: 100_000 }),
			fc.option(fc.integer({ min: 1, max: 3_000_000 })),
			fc.boolean(),
			(code, subcode, isTransient) => {
				const verdict = classifyGraphError(
					{ ...fact(code, subcode), isTransient },
					"publish",
				);
				expect(["transient", "new_container"]).not.toContain(verdict.class);
			},
		),
	);
});

test.each([
	["Error: Media upload has failed with error code 2207026", "permanent"],
	["Error: Media upload has failed with error code 2207003", "new_container"],
	["Error: Media upload has failed with error code 2207050", "account"],
	["Error: something else", "new_container"],
] as const)("a container in error, %s: %s", (status, expected) => {
	expect(classifyContainerError(status).class).toBe(expected);
});
