"use client";
import { OpenIncident } from "@/components/incidents/open-incident";
import {
	type Told,
	useRecordedAction,
} from "@/components/shell/use-recorded-action";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import type { Receipt } from "@/lib/audit/receipt";
import type { ItemView, Mend } from "@/lib/checklists/model";
import type { TodayView } from "@/lib/signoff/model-today";
import { signoffQuery } from "@/lib/signoff/queries";
import type { TodayActs } from "./acts";
import {
	anomaliesOf,
	describeRefill,
	describeReplay,
	describeReplayResult,
	describeResume,
	onAccount,
} from "./describe";

type AskedProps<Value> = {
	accountId: string;
	label: string;
	/** What it will do. */
	description: string;
	act: (input: { accountId: string }) => Promise<ActionResult<Receipt<Value>>>;
	tell: (value: Value) => Told;
};

const READ_AGAIN = [signoffQuery.all()];

/** Says what it will do, then does it. */
function Asked<Value>(props: AskedProps<Value>) {
	const { accountId, label, act, tell } = props;
	const { run } = useRecordedAction(act, { tell, invalidates: READ_AGAIN });
	return (
		<AlertDialog
			title={`${label}?`}
			description={props.description}
			confirmLabel={label}
			onConfirm={() => run({ accountId })}
			trigger={<Button size="sm">{label}</Button>}
		/>
	);
}

export function RefillButton(props: { today: TodayView; acts: TodayActs }) {
	const { today, acts } = props;
	return (
		<Asked
			accountId={today.accountId}
			label="Refill the queue"
			description="Starts one run for each empty slot of the next 24 h. What they make waits for approval, unless auto-clean gives it, and for its slot."
			act={acts.refill}
			tell={describeRefill}
		/>
	);
}

function ReplayButton({ today, item, acts }: MendProps) {
	return (
		<Asked
			accountId={today.accountId}
			label="Replay the failed posts"
			description={describeReplay(item.evidence, today.gate)}
			act={acts.replay}
			tell={describeReplayResult}
		/>
	);
}

function ResumeButton({ today, acts }: MendProps) {
	return (
		<Asked
			accountId={today.accountId}
			label="Resume the failed runs"
			description="Lets the runs that failed in the last 24 h go on from the stage that failed; what was finished is kept. What they make waits for approval, unless auto-clean gives it, and for its slot."
			act={acts.resume}
			tell={describeResume}
		/>
	);
}

function CollectButton(props: {
	today: TodayView;
	acts: TodayActs;
	label: string;
}) {
	const { today, acts, label } = props;
	const { run, pending } = useRecordedAction(acts.collect, {
		invalidates: READ_AGAIN,
		tell: () => ({
			text: "A worker was asked; the readings follow in a moment",
		}),
	});
	return (
		<Button
			size="sm"
			pending={pending}
			onClick={() => void run({ accountId: today.accountId })}
		>
			{label}
		</Button>
	);
}

const ELSEWHERE: Partial<Record<Mend, string>> = {
	"requeue-failed": "/queue?state=trouble",
	"review-approvals": "/queue?state=approval",
	"assign-incident": "/incidents",
	"connect-account": "/settings?tab=accounts",
};

type MendProps = { today: TodayView; item: ItemView; acts: TodayActs };

function OpenForAnomalies({ today, item, acts }: MendProps) {
	if (today.refusals.incident) return null;
	return anomaliesOf(item.evidence.unvalidated).map(({ cause, title }) => (
		<OpenIncident
			key={cause}
			label={`Open an incident: ${title}`}
			open={acts.open}
			accounts={today.accounts}
			accountId={today.accountId}
			owners={today.owners}
			zone={today.zone}
			cause={{ title, dedupeKey: cause, evidence: {} }}
			invalidates={READ_AGAIN}
		/>
	));
}

/** The action that mends an item, beside its evidence. */
export function MendItem(props: MendProps) {
	const { today, item, acts } = props;
	if (!item.mend) return null;
	const { action, label } = item.mend;
	if (action === "open-incident") return <OpenForAnomalies {...props} />;
	const elsewhere = ELSEWHERE[action];
	if (elsewhere)
		return (
			<ButtonLink size="sm" href={onAccount(elsewhere, today.accountId)}>
				{label}
			</ButtonLink>
		);
	if (today.refusals.run) return null;
	if (action === "replay-failed") return <ReplayButton {...props} />;
	if (action === "resume-failed") return <ResumeButton {...props} />;
	if (action === "refill-queue")
		return <RefillButton today={today} acts={acts} />;
	return <CollectButton today={today} acts={acts} label={label} />;
}
