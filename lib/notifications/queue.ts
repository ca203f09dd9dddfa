import type { Tx } from "@/lib/db/client";
import type { NewMessage } from "./model";
import { insertMessage } from "./store";

/**
 * Puts a message for the team channel into the caller's transaction: it is sent if, and only
 * if, that commits. A key that was used before changes nothing.
 * @returns whether the message is new
 */
export const queueMessage = (tx: Tx, message: NewMessage): Promise<boolean> =>
	insertMessage(tx, message);
