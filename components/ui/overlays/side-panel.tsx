"use client";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useId } from "react";
import { ButtonLink } from "@/components/ui/button-link";

type SidePanelProps = {
	title: string;
	/** The page without the selected row: the URL is the state. */
	closeHref: string;
	children: ReactNode;
};

// Stable, so that it runs once for each newly selected row and not at every refresh.
const takeFocus = (heading: HTMLHeadingElement | null) => heading?.focus();

/** The panel takes the focus away with it: to the selected row, or to the page where that is not listed. */
function giveFocusBack(): void {
	const row = document.querySelector<HTMLElement>("[data-row][aria-current]");
	(row ?? document.getElementById("main"))?.focus({ preventScroll: true });
}

/** Details of the selected row: beside the table where there is room, a sheet over it on a phone that leaves the mode bar in sight. */
export function SidePanel({ title, closeHref, children }: SidePanelProps) {
	const id = useId();
	const router = useRouter();
	return (
		<aside
			aria-labelledby={id}
			onKeyDown={(event) => {
				if (event.key !== "Escape" || event.defaultPrevented) return;
				giveFocusBack();
				router.push(closeHref, { scroll: false });
			}}
			className="z-30 flex flex-col gap-4 overflow-y-auto border bg-surface p-4 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:h-[75dvh] max-lg:rounded-t-lg max-lg:shadow-raised lg:sticky lg:self-start lg:top-[calc(var(--bar-height)+1rem)] lg:max-h-[calc(100dvh-var(--bar-height)-2rem)] lg:w-[26rem] lg:shrink-0 lg:rounded-lg"
		>
			<div className="flex items-center justify-between gap-4">
				<h2
					key={title}
					ref={takeFocus}
					id={id}
					tabIndex={-1}
					className="min-w-0 break-words font-semibold text-lg outline-none"
				>
					{title}
				</h2>
				<ButtonLink
					variant="ghost"
					size="icon"
					href={closeHref}
					scroll={false}
					onClick={giveFocusBack}
					aria-label="Close panel"
				>
					<X aria-hidden />
				</ButtonLink>
			</div>
			{children}
		</aside>
	);
}
