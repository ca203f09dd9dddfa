"use client";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { Time } from "@/components/ui/time/time";
import { type RequestChoice, UNTIL } from "./choice";
import type { Span } from "./span";

const LENGTHS = [
	["15", "15 minutes"],
	["30", "30 minutes"],
	["60", "1 hour"],
	["120", "2 hours"],
	["240", "4 hours"],
	["480", "8 hours"],
	["720", "12 hours, the longest"],
	[UNTIL, "until a date and time …"],
] as const;

/** When it would really open and close, and what is unexpected about it. */
function Preview({ span, zone }: { span: Span; zone: string }) {
	const { opensAt, closesAt, notes } = span;
	if (!opensAt || !closesAt) return null;
	return (
		<div className="text-sm">
			<p>
				From <Time iso={opensAt} zone={zone} showZone={false} /> to{" "}
				<Time iso={closesAt} zone={zone} />. It closes by itself.
			</p>
			{notes.map((note) => (
				<p key={note} className="font-medium text-warn">
					{note}
				</p>
			))}
		</div>
	);
}

export type RequestSpanProps = {
	choice: RequestChoice;
	onChoice: (choice: RequestChoice) => void;
	/** Null until the clock is known. */
	span: Span | null;
	zone: string;
	fields: Readonly<Record<string, string>>;
};

/** From when to when, judged while it is typed. */
export function RequestSpan(props: RequestSpanProps) {
	const { choice, onChoice, span, zone, fields } = props;
	return (
		<>
			<div className="grid gap-4 sm:grid-cols-2">
				<Select
					label="Opens"
					value={choice.later ? "later" : "now"}
					onChange={(event) =>
						onChoice({
							...choice,
							later: event.currentTarget.value === "later",
						})
					}
					options={[
						{ value: "now", label: "As soon as it is requested" },
						{ value: "later", label: "Later" },
					]}
				/>
				<Select
					label="Length"
					value={choice.length}
					error={fields.minutes}
					onChange={(event) =>
						onChoice({ ...choice, length: event.currentTarget.value })
					}
					options={LENGTHS.map(([value, label]) => ({ value, label }))}
				/>
				{choice.later && (
					<Input
						label="Opens at"
						hint={`in ${zone}`}
						type="datetime-local"
						value={choice.start}
						error={span?.faults.start ?? fields.opensAt ?? fields.local}
						onChange={(event) =>
							onChoice({ ...choice, start: event.currentTarget.value })
						}
					/>
				)}
				{choice.length === UNTIL && (
					<Input
						label="Closes at"
						hint={`in ${zone}`}
						type="datetime-local"
						value={choice.until}
						error={span?.faults.end}
						onChange={(event) =>
							onChoice({ ...choice, until: event.currentTarget.value })
						}
					/>
				)}
			</div>
			{span && <Preview span={span} zone={zone} />}
		</>
	);
}
