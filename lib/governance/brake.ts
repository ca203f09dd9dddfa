import type { Tx } from "@/lib/db/client";
import { pullBrake } from "@/lib/governance/store";

/**
 * For a stop that another domain makes: no intent commits between this and the caller's commit (R3).
 * Take it before any window or post.
 */
export const stopIntents = (tx: Tx): Promise<void> => pullBrake(tx);
