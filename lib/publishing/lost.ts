import { AppError } from "@/lib/core/errors";

/** The work is not this worker's (any more), or not to be done now; nothing was changed. */
export type Lost = { kind: "lost"; why: string };

/** Turns a lost compare-and-set into an answer: to a late worker that is no error. */
export async function unlessLost<T>(work: () => Promise<T>): Promise<T | Lost> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof AppError && error.code === "conflict")
			return { kind: "lost", why: error.message };
		throw error;
	}
}
