"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useAccountId } from "@/components/shell/nav/use-account-id";
import { pageHref } from "@/components/shell/navigation";
import { assertNever } from "@/lib/core/assert-never";
import { actOnRow, moveRow, openRow } from "./row-focus";
import { type Shortcut, shortcutOf } from "./shortcut-keys";

const LETTER_WAIT_MS = 1_500;
const TYPING = "input, textarea, select, [contenteditable], [role=menu]";
const MODAL = "[role=dialog], [role=alertdialog]";

const isBusyElsewhere = (target: EventTarget | null): boolean =>
	(target instanceof Element && target.closest(TYPING) !== null) ||
	document.querySelector(MODAL) !== null;

/** Listens to the single keys while `on`. */
export function useShortcuts(on: boolean, onHelp: () => void): void {
	const router = useRouter();
	const accountId = useAccountId();
	const gPressedAt = useRef(Number.NEGATIVE_INFINITY);
	useEffect(() => {
		if (!on) return;
		const obey = (shortcut: Shortcut, atMs: number) => {
			gPressedAt.current = Number.NEGATIVE_INFINITY;
			switch (shortcut.kind) {
				case "none":
					return;
				case "await_letter":
					gPressedAt.current = atMs;
					return;
				case "go":
					return router.push(pageHref(shortcut.href, accountId));
				case "move":
					return moveRow(shortcut.by);
				case "open_row":
					return openRow();
				case "help":
					return onHelp();
				case "row_act":
					return actOnRow(shortcut.letter);
				default:
					return assertNever(shortcut);
			}
		};
		const onKeyDown = (event: KeyboardEvent) => {
			if (event.defaultPrevented || event.repeat) return;
			const shortcut = shortcutOf({
				key: event.key,
				withModifier: event.ctrlKey || event.altKey || event.metaKey,
				busyElsewhere: isBusyElsewhere(event.target),
				awaitingLetter: event.timeStamp - gPressedAt.current < LETTER_WAIT_MS,
			});
			// A dialog that it opens takes the focus at once: the letter would be typed into it.
			if (shortcut.kind === "row_act") event.preventDefault();
			obey(shortcut, event.timeStamp);
		};
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [on, onHelp, router, accountId]);
}
