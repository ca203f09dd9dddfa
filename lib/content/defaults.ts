import type { StrategyBody, TemplateInput } from "./model";

/** What a fresh installation writes with; people change it from there. */
export const DEFAULT_TEMPLATES: readonly TemplateInput[] = [
	{
		key: "listicle",
		name: "Short list",
		format: "image",
		layout: "list",
		instructions:
			"Write a short, numbered list of three or four ideas on the topic. The hook names how many there are. Each point is one line that stands on its own, concrete and free of jargon. The caption says in two sentences why these belong together, repeats the list, and ends with a question that invites people to save or share it.",
	},
	{
		key: "question",
		name: "Open question",
		format: "image",
		layout: "headline",
		instructions:
			"Ask one honest question about the topic that people answer differently. The hook is the question itself. Leave the points empty, or give two opposite answers. The caption shares what the signals say on both sides, without deciding, and asks readers for theirs.",
	},
	{
		key: "myth-vs-fact",
		name: "Myth and fact",
		format: "image",
		layout: "split",
		instructions:
			"Take one common misunderstanding about the topic and set it right. The hook names the misunderstanding. Of the points, the first begins with 'Myth:' and the second with 'Fact:'. The caption explains the fact in plain words, says where it comes from, and stays kind to those who believed the myth.",
	},
	{
		key: "news-angle",
		name: "What the news means",
		format: "image",
		layout: "quote",
		instructions:
			"Take the strongest signal and say what it means for the reader's own day. The hook is one sentence of meaning, not the headline. Leave the points empty. The caption tells the news in one sentence with its source, then what it changes and what it does not, and claims nothing that the signal does not say.",
	},
	{
		key: "how-to",
		name: "How to",
		format: "image",
		layout: "list",
		instructions:
			"Show how to do one small thing about the topic today. The hook begins with 'How to'. Three or four points, each a step that starts with a verb and takes minutes. The caption says who it helps, walks through the steps, and ends with what to expect afterwards.",
	},
	{
		key: "listicle-number",
		name: "List with a figure",
		format: "image",
		layout: "number",
		instructions:
			"Lead with a number that counts the ideas in the post. The hook begins with that number. Three short points, each a complete thought. The caption explains each point in one sentence and names the sources of the signals that it uses.",
	},
];

export const DEFAULT_STRATEGY: StrategyBody = {
	templates: [
		{ key: "listicle", version: 1, weight: 25 },
		{ key: "question", version: 1, weight: 15 },
		{ key: "myth-vs-fact", version: 1, weight: 15 },
		{ key: "news-angle", version: 1, weight: 20 },
		{ key: "how-to", version: 1, weight: 20 },
		{ key: "listicle-number", version: 1, weight: 5 },
	],
	formats: ["image"],
	notes: "The first strategy: every template gets its chance.",
};
