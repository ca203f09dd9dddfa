"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Input } from "@/components/ui/forms/input";
import { Textarea } from "@/components/ui/forms/textarea";
import type { AccountView, Brand } from "@/lib/accounts/model";
import type { AccountActs } from "./acts";
import { NicheField } from "./niche-field";

const COLOURS = {
	background: "Background",
	foreground: "Text",
	accent: "Accent",
} as const;

const LISTS = {
	bannedWords: ["Banned words", "One a line: a draft that has one is rejected"],
	bannedClaims: [
		"Banned claims",
		"One a line, e.g. guaranteed: a draft that makes one is rejected",
	],
	allowedLinkHosts: [
		"Allowed link hosts",
		"One a line, e.g. example.com: a draft that links elsewhere is held",
	],
} as const;

const keysOf = <T extends object>(table: T) =>
	Object.keys(table) as (keyof T & string)[];

const linesOf = (form: FormData, name: string): string[] =>
	textOf(form, name)
		.split("\n")
		.map((line) => line.trim())
		.filter(Boolean);

const readBrand = (form: FormData): Brand => ({
	name: textOf(form, "name"),
	tone: textOf(form, "tone"),
	niche: textOf(form, "niche"),
	language: textOf(form, "language"),
	palette: {
		background: textOf(form, "background"),
		foreground: textOf(form, "foreground"),
		accent: textOf(form, "accent"),
	},
	bannedWords: linesOf(form, "bannedWords"),
	bannedClaims: linesOf(form, "bannedClaims"),
	allowedLinkHosts: linesOf(form, "allowedLinkHosts"),
});

/** What the drafts, the moderation and the pictures of an account keep to. */
export function BrandAct({
	account: { id: accountId, handle, brand },
	acts,
}: {
	account: AccountView;
	acts: AccountActs;
}) {
	return (
		<FormAct
			label="Brand"
			of={`@${handle}`}
			title={`Brand of @${handle}`}
			description="Drafts, moderation and pictures keep to it from now on; posts that are queued stay as they are."
			confirmLabel="Save"
			edits={brand}
			act={acts.update}
			read={(form) => ({ accountId, brand: readBrand(form) })}
			tell={() => ({ text: "Brand saved" })}
		>
			{(errors) => (
				<>
					<Input
						name="name"
						label="Name on the pictures"
						maxLength={80}
						defaultValue={brand.name}
						error={errors["brand.name"]}
					/>
					<NicheField value={brand.niche} errors={errors} />
					<Input
						name="tone"
						label="Tone"
						maxLength={200}
						hint="How its texts sound"
						defaultValue={brand.tone}
						error={errors["brand.tone"]}
					/>
					<Input
						name="language"
						label="Language"
						hint="A code like en or ru: a draft in another script is held"
						defaultValue={brand.language}
						error={errors["brand.language"]}
					/>
					<div className="grid grid-cols-3 gap-2">
						{keysOf(COLOURS).map((name) => (
							<Input
								key={name}
								name={name}
								type="color"
								label={COLOURS[name]}
								defaultValue={brand.palette[name]}
								error={errors[`brand.palette.${name}`]}
							/>
						))}
					</div>
					{keysOf(LISTS).map((name) => (
						<Textarea
							key={name}
							name={name}
							label={LISTS[name][0]}
							hint={LISTS[name][1]}
							optional
							rows={2}
							defaultValue={brand[name].join("\n")}
							error={errors[`brand.${name}`]}
						/>
					))}
				</>
			)}
		</FormAct>
	);
}
