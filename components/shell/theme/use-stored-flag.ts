"use client";
import { useSyncExternalStore } from "react";

const CHANGED = "signalbox:stored-flag";

function subscribe(changed: () => void): () => void {
	window.addEventListener("storage", changed);
	window.addEventListener(CHANGED, changed);
	return () => {
		window.removeEventListener("storage", changed);
		window.removeEventListener(CHANGED, changed);
	};
}

/** A personal yes or no that this browser remembers; on until switched off. */
export function useStoredFlag(
	name: string,
): [on: boolean, set: (on: boolean) => void] {
	const on = useSyncExternalStore(
		subscribe,
		() => localStorage.getItem(name) !== "off",
		() => true,
	);
	const set = (next: boolean) => {
		localStorage.setItem(name, next ? "on" : "off");
		window.dispatchEvent(new Event(CHANGED));
	};
	return [on, set];
}
