"use client";
import { StatusChip } from "@/components/ui/status-chip";
import { Countdown } from "@/components/ui/time/countdown";
import { Time } from "@/components/ui/time/time";
import type { HoldView } from "@/lib/governance/stops/views";
import {
	AskHoldEnd,
	ConfirmHoldEnd,
	DeclineHoldEnd,
	isAtOnce,
} from "./hold-end";

type PolicyHoldProps = { hold: HoldView; zone: string };

function EndRequest({ hold, zone }: PolicyHoldProps) {
	const { request } = hold;
	if (!request) return null;
	return (
		<div className="basis-full space-y-2 rounded-md bg-warn-soft px-3 py-2">
			<p className="break-words">
				<strong className="font-medium">{request.by}</strong> asks to end it{" "}
				{isAtOnce(request) ? (
					"as soon as it is confirmed"
				) : (
					<>
						at <Time iso={request.endsAt} zone={zone} />
					</>
				)}
				: {request.reason}
			</p>
			<p className="text-sm">
				Until a second person confirms, the hold stands; the request lapses in{" "}
				<Countdown
					untilIso={request.lapsesAt}
					label="Request to end the hold sooner"
					endedText="The request to end the hold sooner has lapsed"
				/>{" "}
				(<Time iso={request.lapsesAt} zone={zone} showZone={false} />
				).
			</p>
			{request.refusal && (
				<p className="text-sm">Not confirmed by you: {request.refusal}.</p>
			)}
			<div className="flex flex-wrap gap-2">
				{!request.refusal && (
					<ConfirmHoldEnd hold={hold} request={request} zone={zone} />
				)}
				{request.mayDecline && <DeclineHoldEnd hold={hold} request={request} />}
			</div>
		</div>
	);
}

/** A span in which every post needs a fresh approval, and what may end it sooner. */
export function PolicyHold({ hold, zone }: PolicyHoldProps) {
	return (
		<li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 p-3">
			<div className="min-w-0 flex-1 basis-60 space-y-0.5">
				<p className="flex flex-wrap items-baseline gap-x-2">
					<StatusChip tone="warn">policy hold</StatusChip>
					<span className="font-medium">
						{hold.account ? `@${hold.account}` : "every account"}
					</span>
				</p>
				<p className="break-words">{hold.reason}</p>
				<p className="text-ink-muted text-sm">
					set by {hold.setBy}, <Time iso={hold.startsAt} zone={zone} /> to{" "}
					<Time iso={hold.endsAt} zone={zone} />
				</p>
			</div>
			<div className="space-y-2">
				<p className="text-sm">
					ends by itself in{" "}
					<Countdown
						untilIso={hold.endsAt}
						label="Policy hold"
						endedText="The policy hold has ended"
					/>
				</p>
				{hold.mayRequestEnd && <AskHoldEnd hold={hold} zone={zone} />}
			</div>
			<EndRequest hold={hold} zone={zone} />
		</li>
	);
}
