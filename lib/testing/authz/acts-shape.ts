import type { Ctx } from "@/lib/command";
import type { AuthzStage } from "./stage";

/** A call of the real thing with input that an allowed actor could send. */
export type Act = (ctx: Ctx, at: AuthzStage) => Promise<unknown>;

export type Acts = Readonly<Record<string, Act>>;

/** For what only those see who get past the guard, and whose type no schema describes. */
export const unseen = <T>(): T => ({}) as T;
