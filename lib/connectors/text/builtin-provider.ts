import { sha256 } from "@/lib/core/canonical-json";
import {
	CALLS_TO_ACTION,
	type PatternStyle,
	STYLES,
	WARM_SIGN_OFFS,
} from "./builtin-patterns";
import type { Draft, DraftRequest, TextProvider } from "./draft";

export const BUILTIN_TEXT_MODEL = "builtin/template@1";

const MAX_POINTS = 4;
const MAX_TITLE_LENGTH = 88;
const MAX_TOPIC_LENGTH = 60;
const ACRONYMS =
	/\b(?:ai|api|b2b|crm|diy|hr|it|llm|pr|roi|saas|seo|ui|uk|us|usa|ux|vr)\b/gi;

type Pick = <T>(list: readonly T[]) => T | undefined;

/** Picks by position and seed alone: the same request gives the same words on every machine. */
function seededPick(seed: string): Pick {
	let turn = 0;
	return (list) => {
		turn += 1;
		const roll = Number.parseInt(sha256(`${seed}#${turn}`).slice(0, 8), 16);
		return list[roll % Math.max(1, list.length)];
	};
}

const capitalised = (text: string): string => {
	const [first = "", ...rest] = [...text];
	return first.toLocaleUpperCase("en") + rest.join("");
};

function shortTitle(title: string): string {
	const bare = title
		.replace(/\s+[|–—-]\s+[^|–—-]{2,30}$/u, "")
		.replace(/[“”"«»]/g, "")
		.replace(/\s+/g, " ")
		.replace(/[.:;,\s]+$/, "")
		.trim();
	const characters = [...bare];
	if (characters.length <= MAX_TITLE_LENGTH) return bare;
	const cut = characters.slice(0, MAX_TITLE_LENGTH - 1).join("");
	return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 40)).replace(/[\s,;:–-]+$/, "")}…`;
}

type Words = Readonly<Record<string, string>>;

function wordsOf(request: DraftRequest, pointCount: number): Words {
	const topic = [...request.topic.trim().replace(/\s+/g, " ")]
		.slice(0, MAX_TOPIC_LENGTH)
		.join("")
		.replace(ACRONYMS, (word) => word.toUpperCase());
	const words: Record<string, string> = {
		topic,
		Topic: capitalised(topic),
		brand: request.brand.name,
		n: String(pointCount),
	};
	request.signals.slice(0, 3).forEach((signal, index) => {
		words[`s${index + 1}`] = shortTitle(signal.title);
		words[`o${index + 1}`] = signal.source;
	});
	return words;
}

const fill = (pattern: string, words: Words): string =>
	pattern.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);

const fillable = (patterns: readonly string[], words: Words): string[] =>
	patterns
		.map((pattern) => fill(pattern, words))
		.filter((text) => !/\{\w+\}/.test(text));

function styleOf(key: string, pick: Pick): PatternStyle {
	const known = Object.entries(STYLES).find(([name]) =>
		key.toLowerCase().startsWith(name),
	);
	return known?.[1] ?? pick(Object.values(STYLES)) ?? STYLES.listicle;
}

function pointsOf(
	style: PatternStyle,
	request: DraftRequest,
	pick: Pick,
): string[] {
	const titles = style.pointsFromSignals
		? request.signals.map((signal) => shortTitle(signal.title))
		: [];
	const evergreen = pick(style.pointSets) ?? [];
	const wanted = titles.length >= 2 ? titles : [...titles, ...evergreen];
	return [...new Set(wanted)].slice(0, titles.length >= 3 ? 3 : MAX_POINTS);
}

const sentence = (text: string): string =>
	/[.!?…]$/.test(text) ? text : `${text}.`;

const hashtag = (text: string): string =>
	text
		.split(/[^\p{L}\p{M}\p{N}]+/u)
		.filter(Boolean)
		.map(capitalised)
		.join("");

function hashtagsOf(
	words: Words,
	style: PatternStyle,
	brand: string,
): string[] {
	const parts = (words.topic ?? "")
		.split(/\s+/)
		.filter((word) => [...word].length > 3);
	const candidates = [
		words.topic ?? "",
		...parts,
		style.kicker,
		brand,
		"worth knowing",
	];
	return [...new Set(candidates.map(hashtag))]
		.filter((tag) => tag !== "" && [...tag].length <= 60)
		.slice(0, 8);
}

function sourceLine(request: DraftRequest, text: string): string {
	const named = request.signals.filter((signal) =>
		text.includes(shortTitle(signal.title)),
	);
	const sources = [...new Set(named.map((signal) => signal.source))].slice(
		0,
		4,
	);
	return sources.length === 0 ? "" : `Read at: ${sources.join(", ")}`;
}

function compose(request: DraftRequest): Draft {
	const pick = seededPick(
		`${request.seed}|${request.topic}|${request.template.key}@${request.template.version}`,
	);
	const style = styleOf(request.template.key, pick);
	const points = pointsOf(style, request, pick);
	const words = wordsOf(request, points.length);
	const hook =
		pick(fillable(style.hooks, words)) ?? words.Topic ?? request.topic;
	const body = pick(fillable(style.bodies, words)) ?? "";
	const call = fill(pick(CALLS_TO_ACTION) ?? CALLS_TO_ACTION[0], words);
	const warm = /warm|friend|play|casual|bold/i.test(request.brand.tone);
	const listed = points.map((point, index) =>
		/^(?:Myth|Fact):/.test(point) ? point : `${index + 1}. ${point}`,
	);
	const signOff = warm ? `${call} ${pick(WARM_SIGN_OFFS) ?? ""}` : call;
	const told = [hook, body, listed.join("\n")];
	const caption = [...told, signOff, sourceLine(request, told.join("\n"))]
		.filter(Boolean)
		.join("\n\n");
	return {
		title: hook,
		hook,
		kicker: style.kicker,
		points,
		caption,
		altText: `Graphic by ${request.brand.name}. ${[hook, ...points].map(sentence).join(" ")}`,
		hashtags: hashtagsOf(words, style, request.brand.name),
		model: BUILTIN_TEXT_MODEL,
		provider: "builtin",
		usage: { inputTokens: 0, outputTokens: 0, estimated: false },
	};
}

/** The provider that needs no network: a grammar over the run's own signals, labelled as what it is. */
export const builtinTextProvider: TextProvider = {
	model: BUILTIN_TEXT_MODEL,
	provider: "builtin",
	draft: async (request) => compose(request),
};
