import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";

/** A context of the service `worker`, with a trace of its own. */
export const workerCtx = (db: Db): Ctx => ({
	db,
	actor: serviceActor("worker"),
	trace: newId(),
	address: null,
});
