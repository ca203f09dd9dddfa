const rowsOnPage = (): HTMLElement[] => [
	...document.querySelectorAll<HTMLElement>("[data-row]"),
];

const rowAtHand = (): HTMLElement | null =>
	document.activeElement?.closest<HTMLElement>("[data-row]") ?? null;

/** Moves the focus to the next or previous row; from outside, to the selected or the first. */
export function moveRow(by: 1 | -1): void {
	const rows = rowsOnPage();
	const current = rowAtHand();
	const selected = rows.find((row) => row.ariaCurrent === "true");
	const target = current ? rows[rows.indexOf(current) + by] : selected;
	(target ?? current ?? rows[0])?.focus();
}

/** Follows the first link of the row that itself has the focus. */
export function openRow(): void {
	const row = rowAtHand();
	if (!row || row !== document.activeElement) return;
	row.querySelector<HTMLElement>("a[href]")?.click();
}

/** Presses what carries `data-key` in the row at hand, or else in the open side panel. */
export function actOnRow(letter: string): void {
	const place = rowAtHand() ?? document.querySelector("aside");
	place?.querySelector<HTMLElement>(`[data-key="${letter}"]`)?.click();
}
