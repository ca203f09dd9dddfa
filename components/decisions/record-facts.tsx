import type { ReactNode } from "react";
import {
	type Description,
	DescriptionList,
} from "@/components/ui/description-list";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type {
	ApprovalThen,
	DecisionView,
	StopThen,
	WorkerThen,
} from "@/lib/governance/decisions/model";

const Code = ({ children }: { children: ReactNode }) => (
	<code className="select-all break-all font-mono text-xs">{children}</code>
);

type InZone = { zone: string };

function Approval({
	approval,
	fault,
	zone,
}: InZone & { approval: ApprovalThen | null; fault: string | null }) {
	return (
		<>
			<StatusChip tone={fault ? "warn" : "ok"}>
				{fault ? "did not count" : "counted"}
			</StatusChip>{" "}
			{fault && `${fault}. `}
			{approval && (
				<>
					By {approval.kind === "policy" ? "the policy" : approval.by},{" "}
					<Time iso={approval.decidedAt} zone={zone} showZone={false} />, valid
					until <Time iso={approval.validUntil} zone={zone} showZone={false} />,
					of <Code>{approval.digest}</Code>
				</>
			)}
		</>
	);
}

function StoppedBy({ brake, zone }: InZone & { brake: StopThen }) {
	return (
		<li className="break-words">
			{brake.kind === "halt" ? "Halt" : "Policy hold"} by {brake.by} since{" "}
			<Time iso={brake.since} zone={zone} showZone={false} />
			{brake.until && (
				<>
					{" "}
					until <Time iso={brake.until} zone={zone} showZone={false} />
				</>
			)}
			: {brake.reason}
		</li>
	);
}

function Worker({ worker }: { worker: WorkerThen }) {
	return (
		<li className="break-words">
			<Code>{worker.id}</Code> {worker.place && `(${worker.place}) `}
			{worker.asked && "asked; "}
			{worker.set.length === 0
				? "its environment set nothing"
				: `its environment set ${worker.set.join(", ")}`}
		</li>
	);
}

function factsOf(decision: DecisionView): Description[] {
	const { zone, brakes, workers } = decision;
	return [
		{
			term: "Approval",
			value: (
				<Approval
					approval={decision.approval}
					fault={decision.approvalFault}
					zone={zone}
				/>
			),
		},
		{
			term: "Content then",
			value: (
				<>
					<Code>{decision.digest}</Code>, slot{" "}
					<Time iso={decision.slotAt} zone={zone} showZone={false} />
				</>
			),
		},
		{
			term: "Halts and holds",
			value:
				brakes.length === 0 ? (
					"none"
				) : (
					<ul className="space-y-1">
						{brakes.map((brake) => (
							<StoppedBy key={brake.id} brake={brake} zone={zone} />
						))}
					</ul>
				),
		},
		{
			term: "Workers",
			value:
				workers.length === 0 ? (
					"none was alive, and none asked"
				) : (
					<ul className="space-y-1">
						{workers.map((worker) => (
							<Worker key={worker.id} worker={worker} />
						))}
					</ul>
				),
		},
		{ term: "Separation of duties", value: decision.duties },
		{ term: "Rules", value: decision.policyVersion },
	];
}

/** What else the gate knew: approval, brakes, workers, rules. */
export function RecordFacts({ decision }: { decision: DecisionView }) {
	return <DescriptionList items={factsOf(decision)} />;
}
