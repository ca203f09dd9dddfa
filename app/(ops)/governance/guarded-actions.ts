"use server";
import { z } from "zod";
import { withReceipt } from "@/lib/audit/receipt";
import { breakGlass, reviewGlass } from "@/lib/governance/break-glass/commands";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import {
	confirmHoldEnd,
	declineHoldEnd,
	requestHoldEnd,
} from "@/lib/governance/stops/commands-hold-end";
import { grantSignal } from "@/lib/governance/windows/commands-grants";
import { runAction } from "@/lib/web/action";
import { instantOf, type LocalMoment } from "./instant-of";

type Input<C extends (ctx: never, input: never) => unknown> = Parameters<C>[1];

const PAGE = ["/governance"];
const Signals = z.array(z.enum(SIGNALS)).min(1);

/** Grants these signals one after the other, as long as none is refused; answers how far it came. */
export async function grantSignalsAction({
	windowId,
	signals,
}: {
	windowId: string;
	signals: Signal[];
}) {
	return runAction(
		(own) =>
			withReceipt(own, async (ctx) => {
				const granted: Signal[] = [];
				for (const signal of Signals.parse(signals)) {
					const result = await grantSignal(ctx, { windowId, signal });
					if (result.kind === "refused")
						return { granted, refused: { signal, why: result.sentence } };
					granted.push(signal);
				}
				return { granted, refused: null };
			}),
		PAGE,
	);
}

export async function breakGlassAction(input: Input<typeof breakGlass>) {
	return runAction(
		(own) => withReceipt(own, (ctx) => breakGlass(ctx, input)),
		PAGE,
	);
}

export async function reviewGlassAction(input: Input<typeof reviewGlass>) {
	return runAction(
		(own) => withReceipt(own, (ctx) => reviewGlass(ctx, input)),
		PAGE,
	);
}

type EndSooner = {
	holdId: string;
	reason: string;
	/** Null is as soon as it is confirmed. */
	end: LocalMoment | null;
};

export async function requestHoldEndAction({ end, ...input }: EndSooner) {
	return runAction(
		(own) =>
			withReceipt(own, (ctx) =>
				requestHoldEnd(ctx, {
					...input,
					...(end && { endsAt: instantOf(end) }),
				}),
			),
		PAGE,
	);
}

export async function confirmHoldEndAction(
	input: Input<typeof confirmHoldEnd>,
) {
	return runAction(
		(own) => withReceipt(own, (ctx) => confirmHoldEnd(ctx, input)),
		PAGE,
	);
}

export async function declineHoldEndAction(
	input: Input<typeof declineHoldEnd>,
) {
	return runAction(
		(own) => withReceipt(own, (ctx) => declineHoldEnd(ctx, input)),
		PAGE,
	);
}
