import { readEnv } from "@/lib/env";

/** What `SIGNALBOX_KEYS` says, for the sealing of account tokens; read at use, so that commands need no environment. */
export const tokenKeysText = (): string | undefined => readEnv().SIGNALBOX_KEYS;
