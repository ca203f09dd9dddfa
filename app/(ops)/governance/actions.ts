"use server";
import type { z } from "zod";
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
import { action } from "@/lib/web/action";
import { instantOf, type LocalMoment } from "./instant-of";

type Request = Omit<z.input<typeof RequestWindow>, "opensAt" | "closesAt"> & {
	start: LocalMoment | null;
	end: LocalMoment | null;
};

const PAGE = ["/governance"];

export const requestWindowAction = action(
	(ctx, { start, end, ...input }: Request) =>
		requestWindow(ctx, {
			...input,
			...(start && { opensAt: instantOf(start) }),
			...(end && { closesAt: instantOf(end) }),
		}),
	PAGE,
);

export const grantSignalAction = action(grantSignal, PAGE);

export const revokeGrantAction = action(revokeGrant, PAGE);

export const closeWindowAction = action(closeWindow, PAGE);

export const withdrawWindowAction = action(withdrawWindow, PAGE);

export const liftHaltAction = action(liftHalt, [...PAGE, "/queue"]);

export const setHoldAction = action(setHold, PAGE);
