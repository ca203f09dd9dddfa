"use client";
import { useState } from "react";
import { describeBudget } from "@/components/governance/describe";
import { useActInUrl } from "@/components/shell/use-act-in-url";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Dialog } from "@/components/ui/overlays/dialog";
import { useNow } from "@/components/ui/time/clock";
import type { GovernanceView } from "@/lib/governance/panel/views-page";
import {
	exhaustedIn,
	type RequestChoice,
	spanOf,
	usualChoice,
	zoneOf,
} from "./choice";
import { RequestFields } from "./fields";
import { GrantorsNote } from "./grantors-note";
import { useRequestWindow } from "./use-request";

type RequestWindowProps = { view: GovernanceView; accountId: string | null };

type RequestFormProps = RequestWindowProps & { onClose: () => void };

const MINUTE_MS = 60_000;

function BudgetNote(props: {
	exhausted: ReturnType<typeof exhaustedIn>;
	recovery: boolean;
	onRecovery: () => void;
}) {
	const [first, ...others] = props.exhausted;
	if (!first || props.recovery) return null;
	return (
		<Banner
			tone="bad"
			title={`The error budget of @${first.account}${others.length > 0 ? ` and ${others.length} more` : ""} is used up`}
			announce
			action={
				<Button size="sm" onClick={props.onRecovery}>
					For recovery posts only
				</Button>
			}
		>
			It is {describeBudget(first)}. This request is not allowed; a window for
			recovery posts may still be opened.
		</Banner>
	);
}

function RequestForm({ view, accountId, onClose }: RequestFormProps) {
	const [choice, setChoice] = useState<RequestChoice>(usualChoice(accountId));
	const nowMs = useNow(MINUTE_MS);
	const zone = zoneOf(view, choice);
	const span = nowMs === null ? null : spanOf(choice, zone, nowMs);
	const request = useRequestWindow(zone, onClose);
	const [only] = choice.accountIds;
	const scope = choice.accountIds.length === 1 && only ? only : "all";
	const grantors = view.grantors[scope];
	const exhausted = exhaustedIn(view, choice);
	const refused = exhausted.length > 0 && !choice.recovery;
	const isWhole = Boolean(span?.closesAt);
	return (
		<DialogForm
			onSubmit={(form) => request.submit(choice, form)}
			onCancel={onClose}
			submitLabel="Request the window"
			pending={request.pending}
			disabled={Boolean(grantors?.hopeless) || refused || !isWhole}
		>
			<BudgetNote
				exhausted={exhausted}
				recovery={choice.recovery}
				onRecovery={() => setChoice({ ...choice, recovery: true })}
			/>
			<RequestFields
				view={view}
				choice={choice}
				onChoice={setChoice}
				span={span}
				zone={zone}
				fields={request.fields}
			/>
			<section className="space-y-1">
				<h3 className="font-medium">Who could grant it</h3>
				<GrantorsNote grantors={grantors} />
			</section>
		</DialogForm>
	);
}

/** Asks for a window, and says beforehand who could grant what in it. */
export function RequestWindow({ view, accountId }: RequestWindowProps) {
	const [open, turn] = useActInUrl("request");
	if (!view.panel.mayRequest) return null;
	return (
		<Dialog
			title="Request an approval window"
			description="Nothing is open until the three signals are granted in it. You cannot grant the last two yourself. Whoever can is told in the team's channel."
			open={open}
			onOpenChange={turn}
			trigger={<Button variant="primary">Request a window</Button>}
		>
			<RequestForm
				view={view}
				accountId={accountId}
				onClose={() => turn(false)}
			/>
		</Dialog>
	);
}
