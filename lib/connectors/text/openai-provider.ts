import type { ModelMessage } from "ai";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { callFailure } from "./call-failure";
import type {
	Draft,
	DraftFailure,
	DraftRequest,
	TextProvider,
	TokenUsage,
} from "./draft";
import {
	createModelCall,
	type ModelAnswer,
	type ModelCall,
} from "./model-call";
import { parseAnswer } from "./parse-answer";
import { draftMessages, repairMessages } from "./prompt";

const MAX_REPAIRS = 2;
const CHARACTERS_PER_TOKEN = 4;
const PROVIDER = "openai-compatible";

const estimate = (text: string): number =>
	Math.ceil(text.length / CHARACTERS_PER_TOKEN);

function withRound(
	usage: TokenUsage,
	answer: ModelAnswer,
	messages: ModelMessage[],
): TokenUsage {
	const { inputTokens, outputTokens } = answer;
	return {
		inputTokens:
			usage.inputTokens + (inputTokens ?? estimate(JSON.stringify(messages))),
		outputTokens: usage.outputTokens + (outputTokens ?? estimate(answer.text)),
		estimated:
			usage.estimated ||
			inputTokens === undefined ||
			outputTokens === undefined,
	};
}

const Refusal = z.object({
	choices: z
		.array(z.object({ message: z.object({ refusal: z.string().min(1) }) }))
		.min(1),
});

/** Why a round ended in a way that no repair can mend, or null. */
function stopReason(
	answer: ModelAnswer,
): { why: DraftFailure; message: string } | null {
	if (Refusal.safeParse(answer.body).success)
		return { why: "refusal", message: "the model refuses to write this draft" };
	if (answer.finishReason === "content-filter")
		return {
			why: "content_filter",
			message: "the text provider's content filter stopped the draft",
		};
	if (answer.finishReason === "length")
		return {
			why: "length",
			message: "the model's answer was cut off by its length limit",
		};
	return null;
}

type Session = {
	call: ModelCall;
	model: string;
	caller: AbortSignal | undefined;
	timeout: AbortSignal;
};

async function writeDraft(
	session: Session,
	request: DraftRequest,
): Promise<Draft> {
	const { model, caller, timeout } = session;
	const origin = { model, provider: PROVIDER } as const;
	const signal = caller ? AbortSignal.any([caller, timeout]) : timeout;
	const messages = draftMessages(request);
	let usage: TokenUsage = { inputTokens: 0, outputTokens: 0, estimated: false };
	let fault = "";
	for (let round = 0; round <= MAX_REPAIRS; round += 1) {
		const spent = usage;
		const answer = await session.call(messages, signal).catch((error) => {
			const { code, message, ...facts } = callFailure(error, {
				caller,
				timeout,
			});
			throw new AppError(code, message, { ...facts, ...origin, usage: spent });
		});
		usage = withRound(usage, answer, messages);
		const stop = stopReason(answer);
		if (stop)
			throw new AppError("refused", stop.message, {
				why: stop.why,
				...origin,
				usage,
			});
		const parsed = parseAnswer(answer.text);
		if (parsed.kind === "valid") return { ...parsed.text, ...origin, usage };
		fault = parsed.fault;
		messages.push(...repairMessages(answer.text, fault));
	}
	const why: DraftFailure = "malformed";
	throw new AppError(
		"unavailable",
		`the model's answer stayed malformed: ${fault}`,
		{ why, ...origin, usage },
	);
}

/**
 * A provider for any OpenAI-compatible chat endpoint (§5). It makes no retries of its own: the
 * pipeline's stage decides when to try again. A malformed answer is repaired at most twice.
 */
export function openAiTextProvider(options: {
	baseUrl: string;
	apiKey: string | undefined;
	model: string;
	timeoutMs: number;
}): TextProvider {
	const call = createModelCall(options);
	return {
		model: options.model,
		provider: PROVIDER,
		draft: (request, { signal } = {}) => {
			const timeout = AbortSignal.timeout(options.timeoutMs);
			return writeDraft(
				{ call, model: options.model, caller: signal, timeout },
				request,
			);
		},
	};
}
