import { z } from "zod";
import { Checkpoint, timeOf } from "@/lib/audit/checkpoints/model";
import { command } from "@/lib/command";
import { queueMessage } from "./queue";
import { outdateMessages } from "./store";

/** What the team reads. Its last line is the checkpoint itself: kept as a file it serves `audit-verify --checkpoint`, whatever became of the directory. */
function messageFor(checkpoint: Checkpoint, fault: string | null): string {
	const time = timeOf(checkpoint).toISOString();
	const lost = fault === null ? "" : ` It was not kept as a file: ${fault}`;
	return `Audit checkpoint of event ${checkpoint.seq} at ${time}.${lost}\n\`${JSON.stringify(checkpoint)}\``;
}

/**
 * Records that the chain was signed, and tells the team: the channel is a second place outside the
 * database. A checkpoint that still waits for the channel says less than this one, and is not sent.
 */
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
		await outdateMessages(tx, "checkpoint", now);
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
