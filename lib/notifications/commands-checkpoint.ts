import { z } from "zod";
import { Checkpoint, timeOf } from "@/lib/audit/checkpoint";
import { command } from "@/lib/command";
import { queueMessage } from "@/lib/notifications/queue";

/** What the team reads: enough to check the signature with the whole hash from an export. */
function messageFor(checkpoint: Checkpoint, fault: string | null): string {
	const { seq, hash, keyId, signature } = checkpoint;
	const time = timeOf(checkpoint).toISOString();
	const line = `Audit checkpoint ${seq} at ${time}: hash ${hash.slice(0, 16)}…, key ${keyId}, signature ${signature}`;
	return fault === null ? line : `${line}. It was not kept as a file: ${fault}`;
}

/** Records that the chain was signed, and tells the team: the channel is a second place outside the database. */
export const recordCheckpoint = command({
	permission: "telemetry:write",
	input: z.object({
		checkpoint: Checkpoint,
		/** Null when it could not be kept. */
		file: z.string().nullable(),
		fault: z.string().nullable(),
	}),
	run: async ({ tx, now }, { checkpoint, file, fault }) => {
		const { seq, hash, at, keyId } = checkpoint;
		await queueMessage(tx, {
			dedupeKey: `checkpoint:${seq}:${at}`,
			kind: "checkpoint",
			text: messageFor(checkpoint, fault),
			now,
		});
		return {
			value: { seq },
			audit: [
				{
					action: "audit.checkpoint",
					subject: { type: "checkpoint", id: seq },
					after: { hash, keyId, file, fault },
				},
			],
		};
	},
});
