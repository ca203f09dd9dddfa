import { readEnv } from "@/lib/env";
import { createDeps } from "@/lib/pipeline/deps";

/** What an edit needs of the world outside: the renderer and the media store. */
export const editDeps = () => createDeps(readEnv(), { demo: false });
