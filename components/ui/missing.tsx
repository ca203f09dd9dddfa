/** A value that is not there: a dash with the reason, never 0. */
export function Missing({ why }: { why: string }) {
	return (
		<span title={why} className="text-ink-muted">
			<span aria-hidden>—</span>
			<span className="sr-only">no value: {why}</span>
		</span>
	);
}
