import {
	CircleAlert,
	CircleCheck,
	CircleMinus,
	Info,
	type LucideIcon,
	Radio,
	TriangleAlert,
} from "lucide-react";

/** What a colour means; always shown together with a word. */
export type Tone = "neutral" | "ok" | "warn" | "bad" | "info" | "live";

export const TONE_SOFT: Record<Tone, string> = {
	neutral: "bg-line text-ink-muted",
	ok: "bg-ok-soft text-ok",
	warn: "bg-warn-soft text-warn",
	bad: "bg-bad-soft text-bad",
	info: "bg-info-soft text-info",
	live: "bg-live-soft text-live",
};

export const TONE_TEXT: Record<Tone, string> = {
	neutral: "text-ink-muted",
	ok: "text-ok",
	warn: "text-warn",
	bad: "text-bad",
	info: "text-info",
	live: "text-live",
};

export const TONE_ICON: Record<Tone, LucideIcon> = {
	neutral: CircleMinus,
	ok: CircleCheck,
	warn: TriangleAlert,
	bad: CircleAlert,
	info: Info,
	live: Radio,
};
