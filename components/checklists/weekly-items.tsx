import Link from "next/link";
import { Section } from "@/components/ui/section";
import { CsvButton } from "@/components/ui/tables/csv-button";
import type { WeeklyView } from "@/lib/checklists/model-weekly";
import { VerdictChip } from "./verdict-chip";

const withAccount = (link: string, accountId: string): string =>
	link.startsWith("#")
		? link
		: `${link}${link.includes("?") ? "&" : "?"}account=${accountId}`;

/** The six items of the weekly review, with where their numbers are. */
export function WeeklyItems({ view }: { view: WeeklyView }) {
	return (
		<Section
			title="The six items"
			description="A pass is claimed only where data says so; what a person has to judge stays unknown."
			actions={
				<CsvButton
					table={{
						name: `weekly-${view.handle}`,
						header: ["Item", "Verdict", "Sentence"],
						rows: view.items.map(({ title, verdict, sentence }) => [
							title,
							verdict,
							sentence,
						]),
					}}
				/>
			}
		>
			<ol className="divide-y divide-line rounded-lg border bg-surface">
				{view.items.map(({ item, title, verdict, sentence, link }) => (
					<li
						key={item}
						data-row={item}
						tabIndex={-1}
						className="-outline-offset-2 space-y-1 p-3"
					>
						<div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
							<VerdictChip verdict={verdict} />
							<Link
								href={withAccount(link, view.accountId)}
								className="prose-link font-medium"
							>
								{title}
							</Link>
						</div>
						<p className="break-words">{sentence}</p>
					</li>
				))}
			</ol>
		</Section>
	);
}
