/** A value that is not there: a dash with the reason, never 0. */
export function Missing({ why }: { why: string }) {
	return (
		<span className="text-ink-muted">
			<span aria-hidden>— </span>
			<span className="sr-only">no value: </span>
			<span className="text-xs">{why}</span>
		</span>
	);
}
