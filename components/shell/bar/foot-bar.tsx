"use client";
import { Ellipsis } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { NavLink } from "@/components/shell/nav/nav-link";
import { NavList } from "@/components/shell/nav/nav-list";
import { isOnPage, NAV_PAGES } from "@/components/shell/navigation";
import { Dialog } from "@/components/ui/overlays/dialog";

const FREQUENT = NAV_PAGES.filter(({ frequent }) => frequent);
const OTHERS = NAV_PAGES.filter(({ frequent }) => !frequent);

/** The way around on a phone: five pages and the rest. */
export function FootBar() {
	const pathname = usePathname();
	const [openOn, setOpenOn] = useState<string | null>(null);
	const among = OTHERS.some(({ href }) => isOnPage(pathname, href));
	return (
		<nav
			aria-label="Pages"
			data-print="hide"
			className="fixed inset-x-0 bottom-0 z-20 flex border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
		>
			{FREQUENT.map(({ icon: Icon, href, label }) => (
				<NavLink
					key={href}
					page={{ href, label }}
					shape="foot"
					icon={<Icon aria-hidden className="size-5" />}
				/>
			))}
			<Dialog
				title="More pages"
				// Open only on the page where it was opened: following a link closes it.
				open={openOn === pathname}
				onOpenChange={(open) => setOpenOn(open ? pathname : null)}
				trigger={
					<button
						type="button"
						className={`-outline-offset-2 flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs ${among ? "font-medium text-accent" : "text-ink-muted"}`}
					>
						<Ellipsis aria-hidden className="size-5" />
						More
					</button>
				}
			>
				<nav aria-label="More pages">
					<NavList pages={OTHERS} />
				</nav>
			</Dialog>
		</nav>
	);
}
