import type { ReactNode } from "react";
import { FootBar } from "@/components/shell/bar/foot-bar";
import { StickyBar } from "@/components/shell/bar/sticky-bar";
import { KeptFocus } from "@/components/shell/live/kept-focus";
import { NavList } from "@/components/shell/nav/nav-list";
import { NAV_PAGES } from "./navigation";

type AppFrameProps = {
	/** On top of every page. */
	modeBar: ReactNode;
	/** Chooses the account. */
	account: ReactNode;
	/** Who is on shift, notices that concern every page. */
	status?: ReactNode;
	/** Palette, help and user menu. */
	tools: ReactNode;
	children: ReactNode;
};

const SKIP_LINK =
	"sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-raised";

/** What stands around every page of the operations room. */
export function AppFrame(props: AppFrameProps) {
	return (
		<>
			<a href="#main" className={SKIP_LINK}>
				Skip to the page
			</a>
			<StickyBar>{props.modeBar}</StickyBar>
			<div className="flex">
				<div
					data-print="hide"
					className="sticky top-(--bar-height) h-[calc(100dvh-var(--bar-height))] w-48 shrink-0 overflow-y-auto border-r bg-surface p-3 max-lg:hidden"
				>
					<nav aria-label="Pages" className="space-y-4">
						<p className="px-2.5 pt-1 font-semibold text-lg">Signalbox</p>
						<NavList pages={NAV_PAGES} />
					</nav>
				</div>
				<div className="min-w-0 flex-1">
					<header
						data-print="hide"
						className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-b bg-surface px-4 py-1.5 lg:px-6"
					>
						{props.account}
						{props.status && (
							<div className="min-w-0 text-ink-muted max-sm:order-last max-sm:w-full">
								{props.status}
							</div>
						)}
						<div className="ms-auto flex items-center gap-1">{props.tools}</div>
					</header>
					<main
						id="main"
						tabIndex={-1}
						className="space-y-6 p-4 outline-none max-lg:pb-24 lg:p-6 print:p-0"
					>
						{props.children}
					</main>
				</div>
			</div>
			<FootBar />
			<KeptFocus />
		</>
	);
}
