"use client";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { useGovernanceActs } from "@/components/governance/acts";
import {
	describeAccounts,
	describeEnded,
	STOP_NOTE,
	WINDOW_KINDS,
	WINDOW_STATES,
} from "@/components/governance/describe";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/status-chip";
import { Countdown } from "@/components/ui/time/countdown";
import { Time } from "@/components/ui/time/time";
import type { WindowView } from "@/lib/governance/panel/views-windows";
import { GrantBoth } from "./grant-both";
import { WindowGrant } from "./grants";
import { useLinkedWindowId } from "./linked-window";
import { ReasonedAct } from "./reasoned-act";

type WindowCardProps = { window: WindowView; zone: string };

function End({ window }: WindowCardProps) {
	const acts = useGovernanceActs();
	const { id, mayClose, mayWithdraw } = window;
	const of = `the window for ${describeAccounts(window.accounts)}`;
	return (
		<>
			{mayWithdraw && (
				<ReasonedAct
					label="Withdraw"
					of={of}
					title="Withdraw the request"
					act={(reason) => acts.withdraw({ windowId: id, reason })}
					tell={(value) => describeEnded("The request is withdrawn", value)}
				>
					The request ends, and every grant in it with it. {STOP_NOTE}
				</ReasonedAct>
			)}
			{mayClose && (
				<ReasonedAct
					danger
					label="Close now"
					of={of}
					title="Close the window now"
					act={(reason) => acts.close({ windowId: id, reason })}
					tell={(value) => describeEnded("The window is closed", value)}
				>
					Its grants count for nothing from this moment. {STOP_NOTE}
				</ReasonedAct>
			)}
		</>
	);
}

function Clock({ window }: { window: WindowView }) {
	const open = window.status === "open";
	return (
		<span>
			{open ? "closes in " : "opens in "}
			<Countdown
				untilIso={open ? window.closesAt : window.opensAt}
				label={open ? "Window" : "Window opens"}
				endedText={open ? "The window has closed" : "The window is open"}
			/>
		</span>
	);
}

/** For whom it is, beyond its accounts, and who answers for it. */
function Particulars({ window }: { window: WindowView }) {
	const { kind, post, incidentNumber, handedTo, orphaned } = window;
	return (
		<>
			{kind === "recovery" && (
				<p className="text-sm">
					Only posts that make up for failed ones go out in it.
				</p>
			)}
			{post && <p className="text-sm">Only for “{post.title}”.</p>}
			{incidentNumber !== null && (
				<p className="text-sm">
					For{" "}
					<Link className="prose-link" href={`/incidents/${incidentNumber}`}>
						incident #{incidentNumber}
					</Link>
					.
				</p>
			)}
			{handedTo && (
				<p className="text-sm">{handedTo} answers for the request now.</p>
			)}
			{orphaned && (
				<p className="text-sm text-warn">
					Whoever requested it has left and nobody took it over: nothing more
					can be granted in it.
				</p>
			)}
		</>
	);
}

/** A window that is open or to come, with what is granted in it and what can be done. */
export function WindowCard({ window, zone }: WindowCardProps) {
	const granted = window.grants.filter((grant) => grant.granted).length;
	const { word, tone } = WINDOW_STATES[window.status];
	const kind = WINDOW_KINDS[window.kind];
	const isLinked = useLinkedWindowId() === window.id;
	const place = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (isLinked) place.current?.scrollIntoView({ block: "start" });
	}, [isLinked]);
	const incomplete = window.status === "open" && granted < window.grants.length;
	return (
		<div ref={place}>
			<Card
				title={describeAccounts(window.accounts)}
				{...(isLinked && { className: "outline-2 outline-focus" })}
				actions={<End window={window} zone={zone} />}
				description={
					<span className="flex flex-wrap items-baseline gap-x-2">
						<StatusChip tone={incomplete ? "info" : tone}>{word}</StatusChip>
						{kind && <StatusChip tone={kind.tone}>{kind.word}</StatusChip>}
						<span>
							{granted} of {window.grants.length} signals granted
						</span>
						<Clock window={window} />
					</span>
				}
			>
				<p className="break-words">{window.reason}</p>
				<Particulars window={window} />
				<p className="text-ink-muted text-sm">
					<Time iso={window.opensAt} zone={zone} showZone={false} /> to{" "}
					<Time iso={window.closesAt} zone={zone} /> ·{" "}
					{window.postCap === null
						? "any number of posts"
						: `at most ${window.postCap} ${window.postCap === 1 ? "post" : "posts"}`}{" "}
					· requested by {window.requestedBy}
				</p>
				<ul aria-label="Signals" className="divide-y divide-line border-t">
					{window.grants.map((grant) => (
						<WindowGrant
							key={grant.signal}
							window={window}
							grant={grant}
							zone={zone}
						/>
					))}
				</ul>
				<GrantBoth window={window} zone={zone} />
			</Card>
		</div>
	);
}
