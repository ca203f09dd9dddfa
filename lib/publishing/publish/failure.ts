import type { GraphAnswer } from "@/lib/connectors/instagram/answer";
import { classifyGraphError } from "@/lib/connectors/instagram/errors";
import { silence } from "@/lib/publishing/attempts/response";
import type { AttemptStep, PublishFailure, RetryVerdict } from "./retry-plan";

type Failed = Exclude<GraphAnswer<unknown>, { ok: true }>;

const TRANSIENT: RetryVerdict = {
	class: "transient",
	meaning: "no answer from Instagram",
	maxRetries: null,
};
const IN_DOUBT: RetryVerdict = {
	class: "ambiguous",
	meaning: "no certain answer to the call",
	maxRetries: 0,
};

const GRAPH_STEP = {
	preflight: "read",
	create: "create",
	poll: "poll",
	witness: "read",
	publish: "publish",
} as const;

/** A failed exchange as a failure of a step (§1.7). No answer to the publishing call is in doubt, unless it provably never left. */
export function publishFailureOf(
	step: AttemptStep,
	answer: Failed,
): PublishFailure {
	if (answer.kind === "no_response") {
		const verdict = step === "publish" && answer.started ? IN_DOUBT : TRANSIENT;
		const response =
			answer.httpStatus === undefined
				? silence(answer.why, verdict.class)
				: {
						kind: "http" as const,
						httpStatus: answer.httpStatus,
						platformCode: null,
						errorClass: verdict.class,
						message: answer.why,
					};
		return { step, verdict, response, regainMinutes: null, tokenFault: false };
	}
	const { error, httpStatus, usage } = answer;
	const verdict = classifyGraphError(error, GRAPH_STEP[step]);
	return {
		step,
		verdict,
		response: {
			kind: "http",
			httpStatus,
			platformCode:
				error.subcode === null
					? String(error.code)
					: `${error.code}/${error.subcode}`,
			errorClass: verdict.class,
			message: error.message || verdict.meaning,
		},
		regainMinutes: usage.regainMinutes,
		tokenFault: error.code === 190 || error.code === 102,
	};
}

/** A failure that we found ourselves, before any call. */
export const ownFailure = (
	step: AttemptStep,
	verdict: RetryVerdict,
	options: { tokenFault?: boolean } = {},
): PublishFailure => ({
	step,
	verdict,
	response: silence(verdict.meaning, verdict.class),
	regainMinutes: null,
	tokenFault: options.tokenFault ?? false,
});
