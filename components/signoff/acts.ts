import type { ActionResult } from "@/components/ui/actions/action-result";
import type { Receipt } from "@/lib/audit/receipt";
import type { Block } from "@/lib/signoff/model";

type Act<Value> = (input: {
	accountId: string;
}) => Promise<ActionResult<Receipt<Value>>>;

/** What can be done on the sign-off page; the page hands them in. */
export type SignOffActs = {
	post: Act<{ day: string }>;
	sign: Act<
		| { kind: "signed"; day: string; sha256: string }
		| { kind: "refused"; day: string; by: readonly Block[] }
	>;
};
