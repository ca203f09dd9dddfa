import { digestOf, sha256 } from "@/lib/core/canonical-json";
import { messageOf } from "@/lib/core/errors";
import { findEmail, findLink, findPhone } from "./contacts";
import { isForeignScript, isShouting } from "./letters";
import { limitStrikes } from "./limits";
import type { ModerationInput, Strike } from "./model";
import { excerptAt } from "./normalise";
import { type RuleName, RuleSet, type RuleSeverity } from "./rules";
import { nearestDuplicate } from "./similarity";
import { findPattern, findProfanity, findWord } from "./words";

type Finding = {
	rule: RuleName | "unavailable";
	severity: RuleSeverity;
	message: string;
	excerpt: string;
};

export type ModerationResult = {
	verdict: "pass" | "hold" | "reject";
	policyVersion: string;
	findings: Finding[];
	/** Digest of what was judged: another content needs another judgement. */
	inputHash: string;
};

function wordStrikes(
	text: string,
	input: ModerationInput,
	rules: RuleSet,
): Strike[] {
	const { bannedWords, bannedClaims } = input.brand;
	return [
		[
			"profanity",
			"profane or abusive language",
			findProfanity(text, rules.innocent) ?? findWord(text, rules.words),
		],
		["harm", "encourages harm or hate", findPattern(text, rules.harm)],
		[
			"banned_word",
			"a word that this brand does not use",
			findWord(text, bannedWords),
		],
		[
			"banned_claim",
			"a claim that this brand does not make",
			findWord(text, bannedClaims),
		],
		["claim", "a promise that needs proof", findPattern(text, rules.claims)],
		[
			"injection_echo",
			"reads like an instruction to a model, or its answer to one",
			findPattern(text, rules.injections),
		],
	];
}

function styleStrikes(
	text: string,
	input: ModerationInput,
	rules: RuleSet,
): Strike[] {
	const loud = [input.caption, input.imageText].find((part) =>
		isShouting(part, rules.allCaps),
	);
	const twin = nearestDuplicate(
		input.caption,
		input.recentCaptions,
		rules.nearDuplicate,
	);
	const foreign = isForeignScript(
		`${input.caption} ${input.imageText}`,
		input.language,
		rules.language,
	);
	return [
		[
			"link",
			"a link to a place that is not allowed",
			findLink(text, input.brand.allowedLinkHosts),
		],
		["phone", "a telephone number", findPhone(text)],
		["email", "an e-mail address", findEmail(text)],
		[
			"all_caps",
			"mostly capital letters",
			loud === undefined ? null : excerptAt(loud, 0, 60),
		],
		[
			"near_duplicate",
			`${Math.round((twin?.similarity ?? 0) * 100)} % the same as an earlier caption`,
			twin === null ? null : excerptAt(twin.text, 0, 60),
		],
		[
			"ai_disclosure",
			"written by a model, but not disclosed as such",
			input.flags.aiDisclosure ? null : "",
		],
		[
			"language_mismatch",
			`not written in ${input.language}`,
			foreign ? excerptAt(input.caption, 0, 60) : null,
		],
	];
}

/**
 * Judges a post's texts by one version of the rules (§5). Pure: same input and rules, same result.
 * Throws when a rule's pattern is none; use `moderateOrHold` where a post depends on it.
 */
export function moderate(
	input: ModerationInput,
	rules: RuleSet,
): ModerationResult {
	const tags = input.hashtags
		.map((tag) => `#${tag.replace(/^#/u, "")}`)
		.join(" ");
	const text = [input.caption, input.imageText, input.altText, tags].join("\n");
	const findings = [
		...wordStrikes(text, input, rules),
		...limitStrikes(input, rules),
		...styleStrikes(text, input, rules),
	].flatMap(([rule, message, excerpt]): Finding[] =>
		excerpt === null
			? []
			: [{ rule, severity: rules.severities[rule], message, excerpt }],
	);
	const severities = new Set(findings.map((finding) => finding.severity));
	return {
		verdict: severities.has("reject")
			? "reject"
			: severities.has("hold")
				? "hold"
				: "pass",
		policyVersion: rules.version,
		findings,
		inputHash: digestOf(input),
	};
}

function inputHashOf(input: unknown): string {
	try {
		return digestOf(input);
	} catch {
		// What cannot be read as data has no digest of its own; the verdict is a hold anyway.
		return sha256("unreadable");
	}
}

/**
 * Judges, and holds when that is impossible: rules missing or unreadable, input of the wrong shape,
 * a pattern that fails. Never passes by accident, never throws.
 */
export function moderateOrHold(
	input: ModerationInput,
	rules: unknown,
): ModerationResult {
	try {
		return moderate(input, RuleSet.parse(rules));
	} catch (error) {
		return {
			verdict: "hold",
			policyVersion: "none",
			findings: [
				{
					rule: "unavailable",
					severity: "hold",
					message: "moderation could not run, so the post waits for a person",
					excerpt: messageOf(error).slice(0, 200),
				},
			],
			inputHash: inputHashOf(input),
		};
	}
}
