"use client";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { governanceQuery } from "@/lib/governance/queries";
import type { GovernanceView } from "@/lib/governance/views-governance";
import { useGovernanceActs } from "./acts";
import type { RequestChoice } from "./request-fields";

const wholeOrNull = (value: FormDataEntryValue | null): number | null =>
	value ? Number(value) : null;

/** Sends the request form; the start is told in the zone in which its field was shown. */
export function useRequestWindow(room: GovernanceView, onDone: () => void) {
	const acts = useGovernanceActs();
	const { run, pending, fields } = useRecordedAction(acts.request, {
		invalidates: [governanceQuery.all()],
		tell: () => ({ text: "The window is requested; now it can be granted" }),
		onDone,
	});
	const submit = ({ accountIds, later }: RequestChoice, form: FormData) => {
		const zone =
			room.accounts.find(({ id }) => id === accountIds[0])?.zone ?? "UTC";
		return run({
			accountIds,
			reason: String(form.get("reason") ?? ""),
			start: later ? { local: String(form.get("start") ?? ""), zone } : null,
			minutes: Number(form.get("minutes")),
			postCap: wholeOrNull(form.get("postCap")),
		});
	};
	return { submit, pending, fields };
}
