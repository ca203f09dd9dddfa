import { serviceActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { createDb } from "@/lib/db/client";
import { readEnv } from "@/lib/env";
import { publishDeps } from "@/lib/publishing/publish/deps";
import { publishDuePost } from "@/lib/publishing/publish/publish";

/** A worker of one post, to be killed by a test; its post is the first argument. */
const env = readEnv();
const db = createDb(env.DATABASE_URL ?? "");
const actor = serviceActor("worker");
const ctx = { db, actor, trace: newId(), address: null };
const signal = new AbortController().signal;
await publishDuePost(
	ctx,
	process.argv[2] ?? "",
	publishDeps(env, { owner: `child-${process.pid}`, signal }),
);
await db.$disconnect();
