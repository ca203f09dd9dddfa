"use server";
import type { z } from "zod";
import { withReceipt } from "@/lib/audit/receipt";
import { setHold } from "@/lib/governance/stops/commands";
import {
	closeWindow,
	type RequestWindow,
	requestWindow,
	withdrawWindow,
} from "@/lib/governance/windows/commands";
import {
	grantSignal,
	revokeGrant,
} from "@/lib/governance/windows/commands-grants";
import { liftHalt } from "@/lib/publishing/lift/commands";
import { runAction } from "@/lib/web/action";
import { instantOf, type LocalMoment } from "./instant-of";

type Input<C extends (ctx: never, input: never) => unknown> = Parameters<C>[1];
type Request = Omit<z.input<typeof RequestWindow>, "opensAt" | "closesAt"> & {
	start: LocalMoment | null;
	end: LocalMoment | null;
};

const PAGE = ["/governance"];

export async function requestWindowAction({ start, end, ...input }: Request) {
	return runAction(
		(own) =>
			withReceipt(own, (ctx) =>
				requestWindow(ctx, {
					...input,
					...(start && { opensAt: instantOf(start) }),
					...(end && { closesAt: instantOf(end) }),
				}),
			),
		PAGE,
	);
}

export async function grantSignalAction(input: Input<typeof grantSignal>) {
	return runAction(
		(own) => withReceipt(own, (ctx) => grantSignal(ctx, input)),
		PAGE,
	);
}

export async function revokeGrantAction(input: Input<typeof revokeGrant>) {
	return runAction(
		(own) => withReceipt(own, (ctx) => revokeGrant(ctx, input)),
		PAGE,
	);
}

export async function closeWindowAction(input: Input<typeof closeWindow>) {
	return runAction(
		(own) => withReceipt(own, (ctx) => closeWindow(ctx, input)),
		PAGE,
	);
}

export async function withdrawWindowAction(
	input: Input<typeof withdrawWindow>,
) {
	return runAction(
		(own) => withReceipt(own, (ctx) => withdrawWindow(ctx, input)),
		PAGE,
	);
}

export async function liftHaltAction(input: Input<typeof liftHalt>) {
	return runAction(
		(own) => withReceipt(own, (ctx) => liftHalt(ctx, input)),
		[...PAGE, "/queue"],
	);
}

export async function setHoldAction(input: Input<typeof setHold>) {
	return runAction(
		(own) => withReceipt(own, (ctx) => setHold(ctx, input)),
		PAGE,
	);
}
