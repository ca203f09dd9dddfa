"use client";
import { useEffect } from "react";

const MODAL = "[role=dialog], [role=alertdialog]";

/** An element of the page and all that it stands in, innermost first. */
function pathTo(element: Element): HTMLElement[] {
	const path: HTMLElement[] = [];
	for (let at: Element | null = element; at; at = at.parentElement) {
		if (at instanceof HTMLElement) path.push(at);
		if (at.id === "main") return path;
	}
	return [];
}

function focusOn(place: HTMLElement): void {
	if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
	place.focus({ preventScroll: true });
}

/**
 * Keeps the place of who works without a mouse: when what had the focus leaves the page, as a button does
 * whose act is done, the focus goes to the nearest thing around it that stays, not to the page's top.
 */
export function KeptFocus() {
	useEffect(() => {
		let path: HTMLElement[] = [];
		const forget = () => {
			path = [];
		};
		const remember = ({ target }: FocusEvent) => {
			if (!(target instanceof Element) || target.closest(MODAL)) return;
			path = pathTo(target);
		};
		const keep = () => {
			const [last] = path;
			if (!last || last.isConnected) return;
			if (document.activeElement !== document.body) return;
			const place = path.find(({ isConnected }) => isConnected);
			forget();
			if (place) focusOn(place);
		};
		const observer = new MutationObserver(keep);
		observer.observe(document.body, { childList: true, subtree: true });
		document.addEventListener("pointerdown", forget, true);
		document.addEventListener("focusin", remember);
		return () => {
			observer.disconnect();
			document.removeEventListener("pointerdown", forget, true);
			document.removeEventListener("focusin", remember);
		};
	}, []);
	return null;
}
