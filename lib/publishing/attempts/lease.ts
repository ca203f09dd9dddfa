import { MINUTE } from "@/lib/core/time";

/** How long a claim holds; the steps before the call are bounded to end well within it. */
export const POST_LEASE_MS = 2 * MINUTE;
/** How long the lease outlives the longest call, so that nobody doubts a call that is still open. */
export const CALL_GRACE_MS = MINUTE;
