"use server";
import type { z } from "zod";
import { withReceipt } from "@/lib/audit/receipt";
import { type SetHalt, setHalt } from "@/lib/governance/stops/commands";
import { runAction } from "@/lib/web/action";

/** The brake on every page; afterwards it names what had left before. */
export async function haltAction(input: z.input<typeof SetHalt>) {
	return runAction((own) => withReceipt(own, (ctx) => setHalt(ctx, input)));
}
