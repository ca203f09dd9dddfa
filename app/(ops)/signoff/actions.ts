"use server";
import { withReceipt } from "@/lib/audit/receipt";
import { postSummary, signDay } from "@/lib/signoff/commands";
import { runAction } from "@/lib/web/action";

type OnAccount = { accountId: string };

export async function postSummaryAction(input: OnAccount) {
	return runAction((own) => withReceipt(own, (ctx) => postSummary(ctx, input)));
}

export async function signDayAction(input: OnAccount) {
	return runAction((own) => withReceipt(own, (ctx) => signDay(ctx, input)));
}
