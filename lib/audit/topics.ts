import type { AuditAction } from "./actions";

type Noun<A> = A extends `${infer N}.${string}` ? N : never;
/** What an act is about: the first word of its name. */
type ActionNoun = Noun<AuditAction>;

/** Whose screens change: the names of the domains, with which their query keys begin. */
const TOPIC_OF: Record<ActionNoun, string> = {
	access: "people",
	session: "people",
	person: "people",
	role: "people",
	token: "people",
	demo: "people",
	account: "accounts",
	policy: "accounts",
	source: "pipeline",
	hypothesis: "learning",
	template: "content",
	strategy: "content",
	moderation: "content",
	asset: "content",
	window: "governance",
	halt: "governance",
	hold: "governance",
	glass: "governance",
	budget: "governance",
	gate: "governance",
	duties: "governance",
	clock: "governance",
	run: "pipeline",
	post: "publishing",
	incident: "incidents",
	checklist: "checklists",
	signoff: "signoff",
	channel: "notifications",
	message: "notifications",
	worker: "jobs",
	audit: "audit",
	ranking: "learning",
	price: "costs",
};

const TOPICS: Readonly<Record<string, string>> = TOPIC_OF;

export const ALL_TOPICS: readonly string[] = [
	...new Set([...Object.values(TOPIC_OF), "audit"]),
];

/** The topics that these acts touch, each once; every act is in the audit log, too. */
export function topicsOfActions(actions: readonly string[]): string[] {
	if (actions.length === 0) return [];
	const touched = actions.flatMap(
		(action) => TOPICS[action.split(".")[0] ?? ""] ?? [],
	);
	return [...new Set([...touched, "audit"])];
}
