import type { GraphAnswer } from "./answer";
import type { InstagramClient } from "./client";
import { CreatedId } from "./shapes";
import { endpointOf } from "./transport-of";

/**
 * Publishes a container (§1.4): the only call that makes a post public. Sent once and never repeated here;
 * an answer that is not `ok` is judged by `classifyGraphError(…, "publish")`, no answer is ambiguous unless
 * `started` is false. `timeoutMs` should be at least 120 000 (§1.6.3).
 */
export const publishContainer = (
	client: InstagramClient,
	containerId: string,
	options: { timeoutMs: number; signal?: AbortSignal },
): Promise<GraphAnswer<{ id: string }>> => {
	const { send, accountPath } = endpointOf(client);
	return send({
		method: "POST",
		path: `${accountPath}/media_publish`,
		params: { creation_id: containerId },
		schema: CreatedId,
		...options,
	});
};
