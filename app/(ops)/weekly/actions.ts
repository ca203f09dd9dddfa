"use server";
import { withReceipt } from "@/lib/audit/receipt";
import {
	decideHypothesis,
	refreshHypotheses,
} from "@/lib/learning/commands-hypotheses";
import { runAction } from "@/lib/web/action";

export async function refreshHypothesesAction(
	input: Parameters<typeof refreshHypotheses>[1],
) {
	return runAction((own) =>
		withReceipt(own, (ctx) => refreshHypotheses(ctx, input)),
	);
}

export async function decideHypothesisAction(
	input: Parameters<typeof decideHypothesis>[1],
) {
	return runAction((own) =>
		withReceipt(own, (ctx) => decideHypothesis(ctx, input)),
	);
}
