import type { Role } from "@/lib/auth/permissions";

/** The demo's accounts; the emulator knows them by the same tokens, which open nothing else. */
export const DEMO_ACCOUNTS = [
	{
		handle: "acme_daily",
		igUserId: "17841400000000001",
		name: "Acme Daily",
		timeZone: "Europe/Berlin",
		slots: ["09:30", "13:00", "18:00"],
		token: "demo-token-acme-daily",
		followers: 18_240,
		lastDayFactor: 1,
		topics: [
			"ai meeting notes",
			"inbox triage",
			"calendar hygiene",
			"prompt libraries",
			"weekly planning with ai",
			"asynchronous updates",
			"focus time",
			"meeting-free mornings",
			"shared checklists",
			"ai writing assistants",
			"handover notes",
			"small automations",
		],
		brand: {
			name: "Acme Daily",
			tone: "clear, warm, never breathless",
			niche: "ai productivity",
			palette: {
				background: "#0f2a3d",
				foreground: "#f7f4ec",
				accent: "#f2b544",
			},
			bannedWords: ["hack", "guru"],
			bannedClaims: ["guaranteed results"],
			allowedLinkHosts: ["acme.example"],
			language: "en",
		},
	},
	{
		handle: "acme_labs",
		igUserId: "17841400000000002",
		name: "Acme Labs",
		timeZone: "America/New_York",
		slots: ["08:00", "12:15", "19:30"],
		token: "demo-token-acme-labs",
		followers: 6_310,
		// Something to look into: the day before fell behind.
		lastDayFactor: 0.3,
		topics: [
			"small language models",
			"evaluation sets",
			"data labelling",
			"retrieval for handbooks",
			"model distillation",
			"reading a benchmark",
			"synthetic data",
			"context windows",
			"prompt injection",
			"open weights",
			"reproducible experiments",
			"human feedback",
		],
		brand: {
			name: "Acme Labs",
			tone: "curious and exact",
			niche: "machine learning research",
			palette: {
				background: "#221a38",
				foreground: "#f5f2ff",
				accent: "#8fd6b4",
			},
			bannedWords: ["hack", "guru"],
			bannedClaims: ["beats every other model"],
			allowedLinkHosts: ["acme.example"],
			language: "en",
		},
	},
] as const;

type DemoPerson = { email: string; name: string; role: Role };

/** Two who operate and two who answer for policy, so that duties can be kept apart. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
	{ email: "operator@demo.example", name: "Ola Berg", role: "operator" },
	{ email: "operator2@demo.example", name: "Tomás Rey", role: "operator" },
	{ email: "owner@demo.example", name: "Amara Obi", role: "owner" },
	{ email: "compliance@demo.example", name: "Cora Lindt", role: "compliance" },
	{ email: "compliance2@demo.example", name: "Jun Sato", role: "compliance" },
	{ email: "admin@demo.example", name: "Ada Novak", role: "admin" },
	{ email: "viewer@demo.example", name: "Vera Holm", role: "viewer" },
];

export const DEMO_FEEDS = [
	{ name: "The Working Day (demo feed)", file: "working-day.xml" },
	{ name: "Model Notes (demo feed)", file: "model-notes.xml" },
] as const;

/** What the first runs are about: the first look finds their posts waiting for an approval. */
export const FIRST_RUNS = {
	handle: "acme_daily",
	topics: [
		"AI assistants at work",
		"Small automations for the inbox",
		"AI productivity and the calendar",
		"Prompting and briefs",
	],
} as const;
