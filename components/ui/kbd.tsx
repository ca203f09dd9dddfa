export function Kbd({ children }: { children: string }) {
	return (
		<kbd className="inline-flex min-w-5 whitespace-nowrap items-center justify-center rounded-sm border border-control bg-surface px-1 font-sans text-ink-muted text-xs">
			{children}
		</kbd>
	);
}
