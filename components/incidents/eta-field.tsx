"use client";
import { useState } from "react";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import type { EtaChoice } from "./acts";

const SPANS = [
	["15", "in 15 minutes"],
	["30", "in 30 minutes"],
	["60", "in 1 hour"],
	["120", "in 2 hours"],
	["240", "in 4 hours"],
	["480", "in 8 hours"],
	["1440", "in a day"],
	["4320", "in 3 days"],
] as const;

const AT = "at";
const NONE = "none";

type EtaFieldProps = {
	zone: string;
	/** Whether it may be left open. */
	optional?: boolean;
	error?: string | undefined;
};

/** When it will be over: mostly a span, which one thumb can choose; else a date and a time. */
export function EtaField({ zone, optional, error }: EtaFieldProps) {
	const [span, setSpan] = useState<string>(optional ? NONE : "60");
	return (
		<>
			<Select
				label="ETA"
				name="etaSpan"
				optional={optional}
				error={error}
				value={span}
				onChange={(event) => setSpan(event.currentTarget.value)}
				options={[
					...(optional ? [{ value: NONE, label: "not known yet" }] : []),
					...SPANS.map(([value, label]) => ({ value, label })),
					{ value: AT, label: "at a date and time …" },
				]}
			/>
			{span === AT && (
				<Input
					label={`Date and time in ${zone}`}
					name="etaLocal"
					type="datetime-local"
				/>
			)}
		</>
	);
}

/** What the field holds. */
export function etaOf(form: FormData, zone: string): EtaChoice | null {
	const span = String(form.get("etaSpan") ?? NONE);
	if (span === NONE) return null;
	if (span === AT) return { local: String(form.get("etaLocal") ?? ""), zone };
	return { inMinutes: Number(span) };
}
