import type { ActionResult } from "@/components/ui/actions/action-result";
import type { Receipt } from "@/lib/audit/receipt";
import type { CallUnderWay } from "@/lib/governance/stops/model";

export type HaltDone = {
	haltId: string;
	setAt: string;
	/** Intents that were committed before the stop: nobody can take them back (R3). */
	calls: readonly CallUnderWay[];
};

export type HaltAct = (input: {
	accountId: string | null;
	kind: "operational" | "policy";
	reason: string;
}) => Promise<ActionResult<Receipt<HaltDone>>>;
