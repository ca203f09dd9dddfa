"use client";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { PanelView } from "@/lib/governance/panel/views";
import type { StopView } from "@/lib/governance/stops/views";
import { LiftHalt } from "./lift-halt";
import { PolicyHold } from "./policy-hold";

const ROW = "flex flex-wrap items-start justify-between gap-x-4 gap-y-2 p-3";

const onAccount = (account: string | null): string =>
	account ? `@${account}` : "every account";

function Halt({ halt, zone }: { halt: StopView; zone: string }) {
	const where = onAccount(halt.account);
	return (
		<li className={ROW}>
			<div className="min-w-0 space-y-0.5">
				<p className="flex flex-wrap items-baseline gap-x-2">
					<StatusChip tone="bad">{halt.kind} halt</StatusChip>
					<span className="font-medium">{where}</span>
				</p>
				<p className="break-words">{halt.reason}</p>
				<p className="text-ink-muted text-sm">
					{halt.setBy}, <Time iso={halt.setAt} zone={zone} />
				</p>
			</div>
			{halt.mayLift ? (
				<LiftHalt haltId={halt.id} where={where} zone={zone} />
			) : (
				<p className="text-ink-muted text-sm">
					{halt.kind === "policy"
						? "Compliance lifts it"
						: "The owner lifts it"}
				</p>
			)}
		</li>
	);
}

/** What holds publishing back, whoever granted what. */
export function HaltsAndHolds({
	panel,
	zone,
}: {
	panel: PanelView;
	zone: string;
}) {
	const none = panel.halts.length + panel.holds.length === 0;
	return (
		<Section
			title="Halts and policy holds"
			description="A halt holds everything. A policy hold asks for a fresh human approval of every post."
		>
			{none ? (
				<EmptyState title="Nothing is halted or on hold">
					Whoever may halt finds the brake at the top of every page.
				</EmptyState>
			) : (
				<ul className="divide-y divide-line rounded-md border bg-surface">
					{panel.halts.map((halt) => (
						<Halt key={halt.id} halt={halt} zone={zone} />
					))}
					{panel.holds.map((hold) => (
						<PolicyHold key={hold.id} hold={hold} zone={zone} />
					))}
				</ul>
			)}
		</Section>
	);
}
