import type { NavPage } from "@/components/shell/navigation";
import { NavLink } from "./nav-link";

/** Pages as a column of links. */
export function NavList({ pages }: { pages: readonly NavPage[] }) {
	return (
		<ul className="space-y-0.5">
			{pages.map(({ icon: Icon, href, label }) => (
				<li key={href}>
					<NavLink
						page={{ href, label }}
						shape="row"
						icon={<Icon aria-hidden className="size-4 shrink-0" />}
					/>
				</li>
			))}
		</ul>
	);
}
