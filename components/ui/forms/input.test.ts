import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Input } from "./input";

const attribute = (html: string, name: string): string =>
	html.match(new RegExp(`<input[^>]* ${name}="([^"]*)"`))?.[1] ?? "";

describe("a field", () => {
	const html = renderToStaticMarkup(
		createElement(Input, {
			label: "Reason",
			name: "reason",
			hint: "Everyone sees it.",
			error: "Say why.",
		}),
	);

	test("is named by its label", () => {
		expect(html).toContain(`<label for="${attribute(html, "id")}"`);
	});

	test("is described by its error, then its hint", () => {
		const texts = attribute(html, "aria-describedby")
			.split(" ")
			.map((id) => html.match(new RegExp(`id="${id}"[^>]*>([^<]*)<`))?.[1]);
		expect(texts).toEqual(["Say why.", "Everyone sees it."]);
		expect(attribute(html, "aria-invalid")).toBe("true");
	});

	test("without hint and error points nowhere", () => {
		const plain = renderToStaticMarkup(
			createElement(Input, { label: "Topic", optional: true }),
		);
		expect(plain).not.toContain("aria-describedby");
		expect(plain).not.toContain("aria-invalid");
		expect(plain).not.toContain("required");
	});
});
