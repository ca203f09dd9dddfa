"use client";
import type { ReactNode } from "react";

/** Tells the page how tall the bar is now: what sticks, scrolls or floats below it keeps clear of it. */
function tellHeight(bar: HTMLDivElement | null) {
	if (!bar) return;
	const observer = new ResizeObserver(() =>
		document.documentElement.style.setProperty(
			"--bar-height",
			`${bar.offsetHeight}px`,
		),
	);
	observer.observe(bar);
	return () => observer.disconnect();
}

/** Stays on top of every page, however many lines it needs. */
export function StickyBar({ children }: { children: ReactNode }) {
	return (
		<div ref={tellHeight} className="sticky top-0 z-20 print:static">
			{children}
		</div>
	);
}
