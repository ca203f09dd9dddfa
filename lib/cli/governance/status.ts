import { type Report, table } from "@/lib/cli/shell/report";
import type { Call } from "@/lib/cli/shell/session";
import type { BudgetView } from "@/lib/governance/budget/views";
import { readPanel } from "@/lib/governance/panel/views";
import { readMode } from "@/lib/governance/panel/views-mode";
import type { WindowView } from "@/lib/governance/panel/views-windows";
import type { HoldView } from "@/lib/governance/stops/views";

const windowRow = (window: WindowView): string[] => [
	window.kind === "normal" ? "window" : window.kind.replace("_", "-"),
	window.id,
	`${window.opensAt} to ${window.closesAt}`,
	window.grants
		.map(({ signal, granted }) => `${granted ? "+" : "-"}${signal}`)
		.join(" "),
];

const reviewRow = ({ id, review, requestedBy }: WindowView): string[] => [
	review?.late ? "review late" : "review",
	id,
	`by ${review?.reviewBy}`,
	`broken by ${requestedBy}`,
];

function holdRows({ id, account, endsAt, reason, request }: HoldView) {
	const rows = [
		["hold", id, account ?? "everywhere", `until ${endsAt}: ${reason}`],
	];
	if (request)
		rows.push([
			"asked",
			id,
			`to end at ${request.endsAt}`,
			`by ${request.by}, lapses ${request.lapsesAt}: ${request.reason}`,
		]);
	return rows;
}

const budgetRow = ({
	account,
	remaining,
	failures,
	exhausted,
}: BudgetView): string[] => [
	"budget",
	`@${account}`,
	remaining === null
		? "no data"
		: `${Math.round(remaining * 100)} % left, ${failures} failures`,
	exhausted ? "used up: recovery windows only" : "",
];

const isRunning = ({ status }: WindowView): boolean =>
	status === "open" || status === "upcoming";

/** Everything that decides whether posts go out live, as it is now. */
export async function status({ ctx }: Call): Promise<Report> {
	const mode = await readMode(ctx);
	const { windows, halts, holds, budgets } = await readPanel(ctx);
	const running = windows.filter(isRunning);
	const unreviewed = windows.filter(({ review }) => review && !review.done);
	return {
		ok: true,
		summary: [
			mode.sentence,
			...table([
				...running.map(windowRow),
				...unreviewed.map(reviewRow),
				...halts.map((halt) => [
					"halt",
					halt.id,
					halt.account ?? "everywhere",
					`${halt.kind}: ${halt.reason}`,
				]),
				...holds.flatMap(holdRows),
				...budgets.map(budgetRow),
			]),
		],
		json: { mode, windows: running, unreviewed, halts, holds, budgets },
	};
}
