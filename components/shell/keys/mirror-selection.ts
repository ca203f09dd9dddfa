/**
 * Keeps the palette's aria-activedescendant on the row that is really selected: cmdk 1.1.1 leaves
 * it out at first and does not follow the filter (dip/cmdk issue 413). A ref for the palette's box.
 */
export function mirrorSelection(box: HTMLElement | null): () => void {
	const mirror = () => {
		const id = box?.querySelector("[cmdk-item][aria-selected=true]")?.id ?? "";
		for (const part of box?.querySelectorAll("[cmdk-input], [cmdk-list]") ?? [])
			if (part.getAttribute("aria-activedescendant") !== id)
				part.setAttribute("aria-activedescendant", id);
	};
	const observer = new MutationObserver(mirror);
	if (box)
		observer.observe(box, {
			subtree: true,
			childList: true,
			attributeFilter: ["aria-selected", "aria-activedescendant"],
		});
	mirror();
	return () => observer.disconnect();
}
