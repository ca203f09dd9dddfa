import "server-only";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { withReceipt } from "@/lib/audit/receipt";
import type { Ctx } from "@/lib/command";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { readEnv } from "@/lib/env";
import { requireActionCtx } from "./context";
import { answerOf } from "./error-answer";
import { logUnforeseen } from "./log";
import { judgeOrigin } from "./origin";

export type ActionAnswer<T> =
	| { ok: true; value: T }
	| {
			ok: false;
			code: ErrorCode;
			message: string;
			fields?: Record<string, string>;
			traceId: string;
	  };

/** Throws `forbidden` unless the browser says that the request comes from our own pages (T2). */
async function demandOwnOrigin(): Promise<void> {
	const verdict = judgeOrigin((await headers()).get("origin"), readEnv());
	if (verdict !== "same")
		throw new AppError("forbidden", `the request's origin is ${verdict}`);
}

/** Runs `work` and answers its result or its error as a value; unknown errors show a trace alone. */
export async function answering<T>(
	work: (trace: string) => Promise<T>,
): Promise<ActionAnswer<T>> {
	const trace = newId();
	try {
		await demandOwnOrigin();
		return { ok: true, value: await work(trace) };
	} catch (error) {
		unstable_rethrow(error);
		const answer = answerOf(error, trace);
		if (answer.unforeseen) logUnforeseen(trace, error);
		const { code, message, fields, traceId } = answer;
		return { ok: false, code, message, traceId, ...(fields && { fields }) };
	}
}

/** What every server action runs in: origin, session, context, errors; then `paths` are rendered anew. */
export const runAction = <T>(
	work: (ctx: Ctx) => Promise<T>,
	paths: readonly string[] = [],
): Promise<ActionAnswer<T>> =>
	answering(async (trace) => {
		const value = await work(await requireActionCtx(trace));
		for (const path of paths) revalidatePath(path);
		return value;
	});

/** The server action of a use case: takes its input and nothing else, answers with a receipt. */
export const action =
	<T, I = void>(
		work: (ctx: Ctx, input: I) => Promise<T>,
		paths?: readonly string[],
	) =>
	async (input: I) =>
		runAction((own) => withReceipt(own, (ctx) => work(ctx, input)), paths);
