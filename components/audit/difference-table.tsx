import { cx } from "@/components/ui/cx";
import { ScrollRegion } from "@/components/ui/tables/scroll-region";
import type { Json } from "@/lib/core/canonical-json";
import { type Difference, diffOf } from "./json-diff";

const LOOK: Record<Difference["kind"], { word: string; classes: string }> = {
	added: { word: "added", classes: "text-ok" },
	removed: { word: "removed", classes: "text-bad" },
	changed: { word: "changed", classes: "text-warn" },
	same: { word: "same", classes: "text-ink-muted" },
};

const CELL = "px-2 py-1 align-baseline text-start font-normal";

function Value({ text }: { text: string | null }) {
	if (text === null) return <span className="text-ink-muted">nothing</span>;
	return <code className="break-all font-mono text-xs">{text}</code>;
}

/** Before and after, value by value; where an act only added, one column says it all. */
export function DifferenceTable(props: { before: Json; after: Json }) {
	const rows = diffOf(props.before, props.after);
	const both = props.before !== null && props.after !== null;
	return (
		<ScrollRegion label="Before and after">
			<table className="w-full text-sm">
				<caption className="sr-only">Before and after</caption>
				<thead className="border-b bg-sunken text-ink-muted">
					<tr>
						<th scope="col" className={CELL}>
							What
						</th>
						{(both || props.after === null) && (
							<th scope="col" className={CELL}>
								Before
							</th>
						)}
						{(both || props.before === null) && (
							<th scope="col" className={CELL}>
								After
							</th>
						)}
					</tr>
				</thead>
				<tbody className="divide-y divide-line">
					{rows.map(({ path, kind, before, after }) => (
						<tr key={path}>
							<th scope="row" className={CELL}>
								<span className="block break-all">{path || "value"}</span>
								<span className={cx("text-xs", LOOK[kind].classes)}>
									{LOOK[kind].word}
								</span>
							</th>
							{(both || props.after === null) && (
								<td className={CELL}>
									<Value text={before} />
								</td>
							)}
							{(both || props.before === null) && (
								<td className={CELL}>
									<Value text={after} />
								</td>
							)}
						</tr>
					))}
				</tbody>
			</table>
		</ScrollRegion>
	);
}
