import Link from "next/link";
import type { ReactNode } from "react";
import { StatusChip } from "./status-chip";
import type { Tone } from "./tone";

type MetricProps = {
	label: string;
	/** The value with its unit, or a Missing. */
	value: ReactNode;
	/** The target or comparison, as "target ≥ 98 %". */
	context: string;
	/** Where it stands, in a word. */
	status?: { tone: Tone; word: string };
	/** When it was observed: a Time. */
	observed: ReactNode;
	/** The rows behind the number. */
	href: string;
};

/** A number never stands alone: context, state, age and the rows behind it. */
export function Metric(props: MetricProps) {
	const { label, value, context, status, observed, href } = props;
	return (
		<div className="relative min-w-0 space-y-1 rounded-lg border bg-surface p-3 hover:bg-sunken sm:p-4">
			<div className="flex flex-wrap items-baseline justify-between gap-x-2">
				<Link
					href={href}
					className="inline-flex min-h-6 items-center text-ink-muted after:absolute after:inset-0 after:rounded-lg"
				>
					{label}
				</Link>
				{status && <StatusChip tone={status.tone}>{status.word}</StatusChip>}
			</div>
			<p className="font-semibold text-2xl tabular-nums">{value}</p>
			<p className="text-ink-muted text-sm">{context}</p>
			<p className="text-ink-muted text-xs">observed {observed}</p>
		</div>
	);
}
