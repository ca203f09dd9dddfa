import { stems } from "@/lib/pipeline/sources/score";

/** A word or a short phrase of a title: how it is written, and the stems by which it is the same. */
export type Term = { shown: string; stems: readonly string[] };

// Words of headlines that name no subject, besides the stop words of the stemmer.
const GENERIC = new Set(
	"about after again all also any ask asks back because been before being best better big can could day days did do does done down during each easier easy even ever every everything fast faster find finds first five found free full get gets getting give go goes going good got great had half hard harder he help helps her here high his hour hours i if into just keep know large last like little live long longer look low made make makes making many may me mean means might minute minutes month months more most much must my need never next no not nothing now off old one only other out over own part people per quick quickly really right said same say says see she short shorter should show simple simply since small so some something still such take takes tell tells ten than them then there these they thing things those three through time today together tomorrow too top try two under until up us use used uses using very want way ways week weeks well were where which while who whole without work works would year years yesterday yet young".split(
		" ",
	),
);
const LONGEST_PHRASE = 3;
const MAX_LETTERS = 80;
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

type Word = { shown: string; stem: string };

/** A word that may stand in a term; null for one that ends a phrase. */
function wordOf(segment: string): Word | null {
	const shown = segment.toLowerCase().replace(/['’]s$/, "");
	const [stem, ...more] = stems(shown);
	if (stem === undefined || more.length > 0) return null;
	if (GENERIC.has(shown) || !/\p{L}/u.test(stem)) return null;
	return { shown, stem };
}

const wordsOf = (title: string): (Word | null)[] =>
	[...segmenter.segment(title.normalize("NFKC"))]
		.map(({ segment }) => segment)
		.filter((segment) => !/^[\s\-‐‑]*$/u.test(segment))
		.map(wordOf);

/** Alone, a word of two Latin letters says too little. */
const standsAlone = ({ stem }: Word): boolean =>
	[...stem].length >= (/\p{Script=Latin}/u.test(stem) ? 3 : 2);

/** Every word and phrase of up to three words of a title, each once; stop words and punctuation end a phrase. */
export function termsOf(title: string): Map<string, Term> {
	const words = wordsOf(title);
	const terms = new Map<string, Term>();
	for (let start = 0; start < words.length; start++) {
		const phrase: Word[] = [];
		for (const word of words.slice(start, start + LONGEST_PHRASE)) {
			if (word === null || phrase.some(({ stem }) => stem === word.stem)) break;
			phrase.push(word);
			if (phrase.length === 1 && !standsAlone(word)) continue;
			const shown = phrase.map((one) => one.shown).join(" ");
			const own = phrase.map(({ stem }) => stem);
			if (shown.length <= MAX_LETTERS && !terms.has(own.join(" ")))
				terms.set(own.join(" "), { shown, stems: own });
		}
	}
	return terms;
}

/** Are all these stems among those? No stems are no part of anything. */
export const isPartOf = (a: readonly string[], b: readonly string[]): boolean =>
	a.length > 0 && a.every((stem) => b.includes(stem));

/** Is one of two terms a part of the other? */
export const isKin = (a: readonly string[], b: readonly string[]): boolean =>
	isPartOf(a, b) || isPartOf(b, a);
