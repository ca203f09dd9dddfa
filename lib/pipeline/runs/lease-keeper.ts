import type { Db } from "@/lib/db/client";
import { RENEW_MS } from "@/lib/pipeline/model";
import { type RunLease, renewLease } from "./store";

/** Keeps the lease alive while `work` is under way, and aborts it once the lease is lost. */
export async function whileLeased<T>(
	db: Db,
	lease: RunLease,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const lost = new AbortController();
	const renew = () =>
		renewLease(db, lease).then(
			(held) => held || lost.abort(new Error("the lease is lost")),
			(error: unknown) => lost.abort(error),
		);
	const timer = setInterval(renew, RENEW_MS);
	try {
		return await work(lost.signal);
	} finally {
		clearInterval(timer);
	}
}
