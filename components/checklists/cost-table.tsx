import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { Missing } from "@/components/ui/states/missing";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import type { WeeklyView } from "@/lib/checklists/model-weekly";

type Cost = WeeklyView["costs"]["bySku"][number];

const SKU_NAMES: Record<string, string> = {
	"llm.input": "Text model, read",
	"llm.output": "Text model, written",
	"render.cpu_second": "Rendering",
	"storage.gb_month": "Storage",
};

/** Three figures are enough to compare by; the file has them all. */
const describeQuantity = ({ quantity, unit }: Cost): string =>
	`${Number(quantity).toLocaleString("en-GB", { maximumSignificantDigits: 3 })} × ${unit}`;

const cost = (line: Cost) =>
	line.costMicros === null || line.currency === null ? (
		<Missing why="no price" />
	) : (
		`${(line.costMicros / 1_000_000).toFixed(4)} ${line.currency}`
	);

const costColumns: readonly Column<Cost>[] = [
	{
		id: "sku",
		header: "What",
		rowHeader: true,
		cell: ({ key }) => SKU_NAMES[key] ?? key,
		csv: ({ key }) => key,
	},
	{
		id: "quantity",
		header: "Used",
		align: "end",
		className: "whitespace-nowrap",
		cell: describeQuantity,
		csv: ({ quantity }) => quantity,
	},
	{
		id: "cost",
		header: "Cost",
		align: "end",
		className: "whitespace-nowrap",
		cell: cost,
		csv: ({ costMicros }) =>
			costMicros === null ? null : costMicros / 1_000_000,
	},
	{
		id: "unpriced",
		header: "Uses without a price",
		align: "end",
		cell: ({ unpriced }) => unpriced,
		csv: ({ unpriced }) => unpriced,
	},
];

/** What the week used and what that cost; a use without a price has no cost, not none. */
export function CostTable({ view }: { view: WeeklyView }) {
	return (
		<div id="costs">
			<Section
				title="Cost of the last 7 days"
				description={
					<>
						Tokens, rendering and storage of this account. An owner sets prices
						on the server: <code>ops prices set --help</code> shows how.
					</>
				}
			>
				<DataTable
					stacked
					caption="By what was used"
					captionHidden
					columns={costColumns}
					rows={view.costs.bySku}
					rowKey={({ key, currency }) => `${key} ${currency}`}
					exportName={`costs-${view.handle}`}
					empty={
						<EmptyState title="Nothing was used">
							Every stage of a run records what it used; a run fills this.
						</EmptyState>
					}
				/>
			</Section>
		</div>
	);
}
