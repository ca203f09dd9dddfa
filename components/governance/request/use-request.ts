"use client";
import { useGovernanceActs } from "@/components/governance/acts";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { governanceQuery } from "@/lib/governance/panel/queries";
import { type RequestChoice, UNTIL, USUAL_MINUTES } from "./choice";

const wholeOrNull = (value: FormDataEntryValue | null): number | null =>
	value ? Number(value) : null;

/** Sends the request form; the start is told in the zone in which its field was shown. */
export function useRequestWindow(zone: string, onDone: () => void) {
	const acts = useGovernanceActs();
	const { run, pending, fields } = useRecordedAction(acts.request, {
		invalidates: [governanceQuery.all()],
		tell: () => ({
			text: "The window is requested; whoever can grant it is told in the team's channel",
		}),
		onDone,
	});
	const submit = (choice: RequestChoice, form: FormData) => {
		const { accountIds, later, start, length, until, recovery } = choice;
		const isUntil = length === UNTIL;
		return run({
			accountIds,
			reason: String(form.get("reason") ?? ""),
			start: later ? { local: start, zone } : null,
			end: isUntil ? { local: until, zone } : null,
			minutes: isUntil ? USUAL_MINUTES : Number(length),
			postCap: wholeOrNull(form.get("postCap")),
			recovery,
		});
	};
	return { submit, pending, fields };
}
