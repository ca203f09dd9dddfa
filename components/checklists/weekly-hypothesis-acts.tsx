"use client";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { FormAct, textOf } from "@/components/shell/form-act";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/forms/textarea";
import type { Receipt } from "@/lib/audit/receipt";
import type { BacklogRefreshed, HypothesisView } from "@/lib/learning/model";

type Act<Input, Value> = (
	input: Input,
) => Promise<ActionResult<Receipt<Value>>>;

type Verdict = "kept" | "dropped";

export type HypothesisActs = {
	refresh: Act<{ accountId: string }, BacklogRefreshed>;
	decide: Act<
		{ hypothesisId: string; verdict: Verdict; note?: string },
		{ topic: string; status: Verdict }
	>;
};

export function RefreshBacklog({
	accountId,
	refresh,
}: {
	accountId: string;
	refresh: HypothesisActs["refresh"];
}) {
	const router = useRouter();
	const act = useRecordedAction(refresh, {
		tell: ({ added, seenAgain, open }) => ({
			text: `Hypotheses: ${added.length} added, ${seenAgain.length} seen again, ${open} open`,
		}),
		onDone: () => router.refresh(),
	});
	return (
		<Button pending={act.pending} onClick={() => void act.run({ accountId })}>
			<RefreshCw aria-hidden />
			Refresh the backlog
		</Button>
	);
}

const WORDS = {
	kept: {
		label: "Keep",
		will: "It stays in the backlog as worth trying, and is renewed by every refresh.",
	},
	dropped: {
		label: "Drop",
		will: "It is not proposed again. It can still be kept later.",
	},
};

/** The verdicts that a hypothesis does not have yet. */
export function DecideHypothesis({
	hypothesis,
	decide,
}: {
	hypothesis: Pick<HypothesisView, "id" | "topic" | "status">;
	decide: HypothesisActs["decide"];
}) {
	const { id: hypothesisId, topic, status } = hypothesis;
	const left = (["kept", "dropped"] as const).filter((one) => one !== status);
	return (
		<div className="flex flex-wrap gap-2">
			{left.map((verdict) => (
				<FormAct
					key={verdict}
					label={WORDS[verdict].label}
					of={`“${topic}”`}
					title={`${WORDS[verdict].label} “${topic}”`}
					description={WORDS[verdict].will}
					confirmLabel={WORDS[verdict].label}
					act={decide}
					read={(form) => {
						const note = textOf(form, "note");
						return { hypothesisId, verdict, ...(note && { note }) };
					}}
					tell={({ topic: own }) => ({ text: `“${own}” is ${verdict}` })}
				>
					{(errors) => (
						<Textarea
							name="note"
							label="Why"
							hint="Kept in the audit log"
							optional
							maxLength={500}
							error={errors.note}
						/>
					)}
				</FormAct>
			))}
		</div>
	);
}
