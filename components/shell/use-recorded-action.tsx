"use client";
import type { QueryKey } from "@tanstack/react-query";
import { toast } from "sonner";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { useAction } from "@/components/ui/actions/use-action";
import type { Receipt } from "@/lib/audit/receipt";
import { AuditLink } from "./audit-link";

/** What to say of an act that was carried out; a refusal by rule is an answer too, and is recorded. */
export type Told = { text: string; refused?: boolean };

type RecordedActionOptions<Value> = {
	tell: (value: Value) => Told;
	invalidates?: readonly QueryKey[];
	onDone?: (value: Value) => void;
	/** For forms that show a refusal themselves, where it is to be mended. */
	refusalInPlace?: true;
};

const STAYS = { duration: Number.POSITIVE_INFINITY };

function describeDone({ text, refused }: Told, auditSeq: string | null): void {
	const description = auditSeq ? <AuditLink seq={auditSeq} /> : undefined;
	if (refused) toast.error(text, { description, ...STAYS });
	else toast.success(text, { description });
}

/** `useAction` for acts that answer a receipt: the message links to the audit event. */
export function useRecordedAction<Input, Value>(
	action: (input: Input) => Promise<ActionResult<Receipt<Value>>>,
	options: RecordedActionOptions<Value>,
) {
	const { tell, invalidates = [], onDone, refusalInPlace } = options;
	const base = useAction(action, {
		invalidates,
		toasts: false,
		onDone: (receipt) => {
			if (!receipt) return;
			describeDone(tell(receipt.value), receipt.auditSeq);
			onDone?.(receipt.value);
		},
	});
	const run = async (input: Input) => {
		const answer = await base.run(input);
		if (!answer.ok && !refusalInPlace)
			toast.error(answer.message, {
				description: answer.traceId && `Trace ID ${answer.traceId}`,
				...STAYS,
			});
		return answer;
	};
	return { ...base, run };
}
