import Link from "next/link";

export type Tab = { id: string; label: string; href: string; count?: number };

type TabsProps = { label: string; tabs: readonly Tab[]; currentId: string };

/** Tabs are links: the URL is the state, so a tab can be sent to a colleague. */
export function Tabs({ label, tabs, currentId }: TabsProps) {
	return (
		<nav
			aria-label={label}
			data-print="hide"
			className="overflow-x-auto overflow-y-hidden border-b"
		>
			<ul className="flex gap-1">
				{tabs.map(({ id, label, href, count }) => (
					<li key={id}>
						<Link
							href={href}
							scroll={false}
							aria-current={id === currentId ? "page" : undefined}
							className="-outline-offset-2 -mb-px inline-flex min-h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-3 text-ink-muted hover:text-ink aria-[current]:border-accent-solid aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:min-h-11"
						>
							{label}
							{count !== undefined && (
								<span className="rounded-sm bg-line px-1.5 text-ink-muted text-xs">
									{count}
								</span>
							)}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}
