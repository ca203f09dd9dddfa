import {
	type ChannelOutcome,
	escapeMrkdwn,
	postToChannel,
} from "@/lib/connectors/channel/post-to-channel";
import { assertNever } from "@/lib/core/assert-never";
import type { PostOutcome } from "./retry";

/** Posts plain text to a Slack-compatible webhook; the URL is in no outcome. */
export const postToTeam = async (
	url: string,
	text: string,
): Promise<PostOutcome> =>
	toOutcome(await postToChannel(url, { text: escapeMrkdwn(text) }));

function toOutcome(answer: ChannelOutcome): PostOutcome {
	switch (answer.kind) {
		case "delivered":
			return { kind: "accepted" };
		case "permanent":
			return { kind: "refused", why: answer.message };
		case "retry": {
			const retryAfterMs = answer.afterMs ?? null;
			return { kind: "failed", why: answer.message, retryAfterMs };
		}
		default:
			return assertNever(answer);
	}
}
