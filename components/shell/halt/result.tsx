"use client";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time/time";
import type { CallUnderWay } from "@/lib/governance/stops/model";
import type { HaltDone } from "./done";

type HaltResultProps = {
	done: HaltDone;
	zone: string;
	onClose: () => void;
};

function Calls(props: { calls: readonly CallUnderWay[]; zone: string }) {
	return (
		<ul className="list-disc space-y-1 ps-5">
			{props.calls.map((call) => (
				<li key={call.postId}>
					“{call.title}”, sent{" "}
					<Time iso={call.committedAt} zone={props.zone} style="time" />
				</li>
			))}
		</ul>
	);
}

/** What the stop could and could not stop (R3). */
export function HaltResult({ done, zone, onClose }: HaltResultProps) {
	const { calls } = done;
	return (
		<div className="space-y-4">
			<p>
				Halted at <Time iso={done.setAt} zone={zone} />. No call can start any
				more.
			</p>
			{calls.length === 0 ? (
				<Banner tone="ok" title="No call was under way" announce>
					Nothing had been sent that is not settled yet.
				</Banner>
			) : (
				<Banner
					announce
					tone="warn"
					title={`${calls.length} ${calls.length === 1 ? "call was" : "calls were"} sent before the halt and may still go out`}
				>
					<Calls calls={calls} zone={zone} />
				</Banner>
			)}
			<div className="flex justify-end">
				<Button variant="primary" onClick={onClose}>
					Close
				</Button>
			</div>
		</div>
	);
}
