"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const WORD = {
	ready: "Copy",
	copied: "Copied",
	failed: "Select it and copy",
} as const;

/** Puts a text on the clipboard; browsers refuse that on pages without HTTPS, then it says what to do. */
export function CopyText({ text, of }: { text: string; of: string }) {
	const [state, setState] = useState<keyof typeof WORD>("ready");
	const copy = () =>
		navigator.clipboard
			? navigator.clipboard.writeText(text).then(
					() => setState("copied"),
					() => setState("failed"),
				)
			: setState("failed");
	const Icon = state === "copied" ? Check : Copy;
	return (
		<Button size="sm" onClick={() => void copy()}>
			<Icon aria-hidden />
			<span aria-live="polite">{WORD[state]}</span>
			<span className="sr-only"> {of}</span>
		</Button>
	);
}
