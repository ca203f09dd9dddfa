import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, type JSONValue, type ModelMessage } from "ai";
import { isFormatRejected } from "./call-failure";
import { WIRE_SCHEMA } from "./prompt";

const NAME = "signalbox";

/** From strict to lenient (§5); the last leaves `response_format` out. */
const FORMATS: readonly Record<string, JSONValue>[] = [
	{
		response_format: {
			type: "json_schema",
			json_schema: { name: "draft", strict: true, schema: WIRE_SCHEMA },
		},
	},
	{ response_format: { type: "json_object" } },
	{},
];

export type ModelAnswer = {
	text: string;
	finishReason: string;
	inputTokens: number | undefined;
	outputTokens: number | undefined;
	/** The server's JSON as it came. */
	body: unknown;
};

export type ModelCall = (
	messages: ModelMessage[],
	signal: AbortSignal,
) => Promise<ModelAnswer>;

/**
 * One chat completion per call, no retries; a rejected `response_format` is replaced by a simpler
 * one, and what the server rejected once is not offered again by this caller.
 */
export function createModelCall(options: {
	baseUrl: string;
	apiKey: string | undefined;
	model: string;
}): ModelCall {
	const model = createOpenAICompatible({
		name: NAME,
		baseURL: options.baseUrl,
		...(options.apiKey === undefined ? {} : { apiKey: options.apiKey }),
	}).chatModel(options.model);
	let rung = 0;

	return async function callModel(messages, signal): Promise<ModelAnswer> {
		const tried = rung;
		try {
			const result = await generateText({
				model,
				messages,
				allowSystemInMessages: true,
				maxRetries: 0,
				abortSignal: signal,
				providerOptions: { [NAME]: FORMATS[tried] ?? {} },
			});
			return {
				text: result.text,
				finishReason: result.finishReason,
				inputTokens: result.usage.inputTokens,
				outputTokens: result.usage.outputTokens,
				body: result.response.body,
			};
		} catch (error) {
			if (tried === FORMATS.length - 1 || !isFormatRejected(error)) throw error;
			rung = Math.max(rung, tried + 1);
			return callModel(messages, signal);
		}
	};
}
