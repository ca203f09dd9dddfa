"use client";
import { createContext, type ReactNode, use } from "react";
import type { ActionResult } from "@/components/ui/actions/action-result";
import type { Receipt } from "@/lib/audit/receipt";
import type { Signal } from "@/lib/governance/model";
import type {
	CallUnderWay,
	HoldEnded,
	Stopped,
} from "@/lib/governance/stops/model";
import type { GrantResult } from "@/lib/governance/windows/commands-grants";
import type { Lifted, Missed } from "@/lib/publishing/lift/model";

type Act<Input, Value> = (
	input: Input,
) => Promise<ActionResult<Receipt<Value>>>;

export type WindowRequest = {
	accountIds: string[];
	reason: string;
	start: { local: string; zone: string } | null;
	/** Instead of the minutes. */
	end: { local: string; zone: string } | null;
	minutes: number;
	postCap: number | null;
	recovery: boolean;
};

export type GlassRequest = {
	accountId: string;
	postId: string | null;
	incidentNumber: number;
	reason: string;
	minutes: number;
};

type Granted = {
	granted: Signal[];
	refused: { signal: Signal; why: string } | null;
};

/** What can be done on the governance page; the page hands them in. */
export type GovernanceActs = {
	request: Act<WindowRequest, { opensAt: string; closesAt: string }>;
	grant: Act<{ windowId: string; signal: Signal }, GrantResult>;
	/** Several at once, with one authentication. */
	grantAll: Act<{ windowId: string; signals: Signal[] }, Granted>;
	revoke: Act<{ windowId: string; signal: Signal; reason: string }, Stopped>;
	close: Act<{ windowId: string; reason: string }, HoldEnded>;
	withdraw: Act<{ windowId: string; reason: string }, HoldEnded>;
	lift: Act<
		{ haltId: string; reason: string; missed: Missed; spacingMinutes: number },
		Lifted
	>;
	hold: Act<
		{ accountId: string | null; reason: string; hours: number },
		{ endsAt: string; calls: CallUnderWay[] }
	>;
	askHoldEnd: Act<
		{
			holdId: string;
			reason: string;
			end: { local: string; zone: string } | null;
		},
		{ endsAt: string }
	>;
	confirmHoldEnd: Act<{ requestId: string }, { endsAt: string }>;
	declineHoldEnd: Act<{ requestId: string }, unknown>;
	breakGlass: Act<GlassRequest, { closesAt: string; reviewBy: string }>;
	reviewGlass: Act<{ windowId: string; note: string }, unknown>;
};

const ActsContext = createContext<GovernanceActs | null>(null);

type GovernanceActsProviderProps = {
	acts: GovernanceActs;
	children: ReactNode;
};

export const GovernanceActsProvider = (props: GovernanceActsProviderProps) => (
	<ActsContext value={props.acts}>{props.children}</ActsContext>
);

export function useGovernanceActs(): GovernanceActs {
	const acts = use(ActsContext);
	if (!acts) throw new Error("outside the governance page");
	return acts;
}
