"use client";
import { Check } from "lucide-react";
import { FormAct, textOf } from "@/components/shell/form-act";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/forms/textarea";
import { type ItemView, isGood } from "@/lib/checklists/model";
import { signoffQuery } from "@/lib/signoff/queries";
import type { TodayActs } from "./acts";

type ConfirmProps = {
	accountId: string;
	item: ItemView;
	confirm: TodayActs["confirm"];
};

const READ_AGAIN = [signoffQuery.all()];

/** One press: somebody looked, and it is good. */
function ConfirmNow({ accountId, item, confirm }: ConfirmProps) {
	const { run, pending } = useRecordedAction(confirm, {
		invalidates: READ_AGAIN,
		tell: () => ({ text: `${item.title}: confirmed` }),
	});
	return (
		<Button
			size="sm"
			variant="primary"
			pending={pending}
			onClick={() =>
				void run({
					accountId,
					item: item.item,
					seenVerdict: item.verdict,
					note: null,
				})
			}
		>
			<Check aria-hidden />
			Confirm
			<span className="sr-only"> {item.title}</span>
		</Button>
	);
}

/** With a note: it explains, it never turns a fail into a pass (R8). */
function ConfirmWithNote({ accountId, item, confirm }: ConfirmProps) {
	const good = isGood(item.verdict);
	return (
		<FormAct
			label={good ? "With a note" : "Explain"}
			of={item.title}
			title={item.title}
			description={
				good
					? "Your note stands beside the evidence."
					: "A note says what you found and what you do about it. It does not turn the item green: that takes data."
			}
			confirmLabel={good ? "Confirm with this note" : "Keep the note"}
			act={confirm}
			invalidates={READ_AGAIN}
			read={(form) => ({
				accountId,
				item: item.item,
				seenVerdict: item.verdict,
				note: textOf(form, "note") || null,
			})}
			tell={({ verdict }) => ({
				text: isGood(verdict)
					? `${item.title}: confirmed`
					: `The note is kept; the item is still ${verdict}`,
			})}
		>
			{(errors) => (
				<>
					<p>{item.sentence}</p>
					<Textarea
						label="Note"
						name="note"
						rows={3}
						minLength={3}
						maxLength={1000}
						optional={good}
						error={errors.note}
					/>
				</>
			)}
		</FormAct>
	);
}

/** A person looked at the evidence of an item. */
export function ConfirmItem(props: ConfirmProps) {
	const { item } = props;
	if (item.done) return null;
	return (
		<>
			{isGood(item.verdict) && <ConfirmNow {...props} />}
			<ConfirmWithNote {...props} />
		</>
	);
}
