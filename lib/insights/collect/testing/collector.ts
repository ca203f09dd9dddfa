import { randomBytes } from "node:crypto";
import { vi } from "vitest";
import { saveToken } from "@/lib/accounts/commands-token";
import { addMs } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { addTestPost } from "@/lib/notifications/testing/rows";
import { createWorld, type World } from "@/lib/testing/world";
import { startTestGraph, type TestGraph } from "./graph";

/** A room and a Graph API, for what collects one account at a time. */
export type TestCollector = {
	room: World;
	api: TestGraph;
	/** A new account with a token. */
	connect: () => Promise<string>;
	/** A post of that account that went live so long ago. */
	livePost: (
		accountId: string,
		ageMs: number,
		mediaId?: string,
	) => Promise<string>;
	/** No account is active any more, and the API has forgotten. */
	rest: () => Promise<void>;
	close: () => Promise<void>;
};

export async function openTestCollector(): Promise<TestCollector> {
	vi.stubEnv("SIGNALBOX_KEYS", `k1:${randomBytes(32).toString("base64")}`);
	const room = await createWorld();
	const api = await startTestGraph();
	return {
		room,
		api,
		connect: async () => {
			const accountId = await room.account();
			await saveToken(room.service("setup"), {
				accountId,
				token: "IGAA-canary",
				expiresAt: null,
			});
			return accountId;
		},
		livePost: async (accountId, ageMs, mediaId = "178") => {
			const at = addMs(await appNow(room.db), -ageMs);
			return addTestPost(room.owner, {
				accountId,
				slotAt: at,
				state: "published",
				mediaId,
				finishedAt: at,
			});
		},
		rest: async () => {
			await room.owner.account.updateMany({ data: { state: "paused" } });
			api.reset();
		},
		close: async () => {
			api.close();
			await room.drop();
			vi.unstubAllEnvs();
		},
	};
}
