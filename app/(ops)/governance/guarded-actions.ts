"use server";
import { z } from "zod";
import { breakGlass, reviewGlass } from "@/lib/governance/break-glass/commands";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import {
	confirmHoldEnd,
	declineHoldEnd,
	requestHoldEnd,
} from "@/lib/governance/stops/commands-hold-end";
import { grantSignal } from "@/lib/governance/windows/commands-grants";
import { action } from "@/lib/web/action";
import { instantOf, type LocalMoment } from "./instant-of";

const PAGE = ["/governance"];
const Signals = z.array(z.enum(SIGNALS)).min(1);

/** Grants these signals one after the other, as long as none is refused; answers how far it came. */
export const grantSignalsAction = action(
	async (
		ctx,
		{ windowId, signals }: { windowId: string; signals: Signal[] },
	) => {
		const granted: Signal[] = [];
		for (const signal of Signals.parse(signals)) {
			const result = await grantSignal(ctx, { windowId, signal });
			if (result.kind === "refused")
				return { granted, refused: { signal, why: result.sentence } };
			granted.push(signal);
		}
		return { granted, refused: null };
	},
	PAGE,
);

export const breakGlassAction = action(breakGlass, PAGE);

export const reviewGlassAction = action(reviewGlass, PAGE);

type EndSooner = {
	holdId: string;
	reason: string;
	/** Null is as soon as it is confirmed. */
	end: LocalMoment | null;
};

export const requestHoldEndAction = action(
	(ctx, { end, ...input }: EndSooner) =>
		requestHoldEnd(ctx, {
			...input,
			...(end && { endsAt: instantOf(end) }),
		}),
	PAGE,
);

export const confirmHoldEndAction = action(confirmHoldEnd, PAGE);

export const declineHoldEndAction = action(declineHoldEnd, PAGE);
