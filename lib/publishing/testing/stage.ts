import { randomBytes } from "node:crypto";
import { vi } from "vitest";
import { addAccount } from "@/lib/accounts/commands";
import { saveToken } from "@/lib/accounts/commands-token";
import type { Ctx } from "@/lib/command";
import {
	createEmulatorControl,
	type EmulatorControl,
} from "@/lib/connectors/emulator/control/client";
import type { FaultInput } from "@/lib/connectors/emulator/control/shapes";
import { startEmulator } from "@/lib/connectors/emulator/server";
import { requestWindow } from "@/lib/governance/windows/commands";
import { grantSignal } from "@/lib/governance/windows/commands-grants";
import { approvePost } from "@/lib/publishing/approval/commands";
import { loadPost } from "@/lib/publishing/post/store";
import type { PublishDeps } from "@/lib/publishing/publish/deps";
import { enqueuePost } from "@/lib/publishing/queue/commands-enqueue";
import { createWorld, type World } from "@/lib/testing/world";
import { type DepsChange, depsOf } from "./deps";
import { MEDIA_HASH, servePictures } from "./pictures";

/** A database, an emulator and a picture, shared by one test file; accounts and posts are each test's own. */
export type Stage = World & {
	emulator: EmulatorControl;
	emulatorUrl: string;
	mediaUrl: string;
	worker: Ctx;
	operator: Ctx;
	ownerRole: Ctx;
	compliance: Ctx;
	/** The same person, just authenticated. */
	fresh: (ctx: Ctx) => Promise<Ctx>;
	connected: () => Promise<TestAccount>;
	/** Opens a window on an account, or on all, with all three signals. */
	open: (
		accountId: string | null,
		change?: { minutes?: number; postCap?: number },
	) => Promise<string>;
	/** A post whose slot is now (or so much later), approved unless said otherwise. */
	post: (accountId: string, change?: PostChange) => Promise<string>;
	deps: (change?: DepsChange) => PublishDeps;
	fault: (igId: string, fault: Omit<FaultInput, "igId">) => Promise<string>;
	/** Moves our clock and the emulator's. */
	pass: (ms: number) => Promise<void>;
	close: () => Promise<void>;
};

export type TestAccount = { id: string; igId: string };
export type PostChange = {
	approved?: boolean;
	caption?: string;
	inMs?: number;
	moderation?: "pass" | "hold";
	mediaSha256?: string;
};

let serial = 0;

export async function createStage(): Promise<Stage> {
	vi.stubEnv("SIGNALBOX_KEYS", `k1:${randomBytes(32).toString("base64")}`);
	const world = await createWorld();
	const emulator = await startEmulator({ port: 0, host: "127.0.0.1" });
	const control = createEmulatorControl(emulator.url);
	await control.changeSettings({ processingMs: 0, callBudget: 1_000_000 });
	const pictures = await servePictures();
	const [operator, ownerRole, compliance] = await Promise.all([
		world.person(["operator"], { name: "Oda Operator" }),
		world.person(["owner"], { name: "Otto Owner" }),
		world.person(["compliance"], { name: "Cleo Compliance" }),
	]);
	const fresh = async (ctx: Ctx): Promise<Ctx> => ({
		...ctx,
		actor:
			ctx.actor.kind === "person"
				? { ...ctx.actor, authenticatedAt: await world.now() }
				: ctx.actor,
	});
	const people = { operator, ownerRole, compliance };
	const admin = await world.person(["admin"]);
	const worker = world.service("worker");
	return {
		...world,
		...people,
		worker,
		fresh,
		emulator: control,
		emulatorUrl: emulator.url,
		mediaUrl: pictures.url,
		connected: async () => connect(await fresh(admin), control),
		open: (accountId, change = {}) =>
			openWindow({ ...people, fresh }, accountId, change),
		post: (accountId, change = {}) =>
			makePost({ ...world, worker, operator, fresh }, accountId, change),
		deps: (change = {}) =>
			depsOf({ graphUrl: emulator.url, mediaBaseUrl: pictures.url }, change),
		fault: (igId, fault) => control.addFault({ ...fault, igId }),
		pass: async (ms) => {
			await world.advance(ms);
			await control.advanceClock(ms);
		},
		close: async () => {
			pictures.close();
			await emulator.close();
			await world.drop();
			vi.unstubAllEnvs();
		},
	};
}

async function connect(
	admin: Ctx,
	control: EmulatorControl,
): Promise<TestAccount> {
	const n = ++serial;
	const igId = `178414${String(n).padStart(11, "0")}`;
	const token = `IGAA-test-token-${n}`;
	const { accountId } = await addAccount(admin, {
		handle: `stage_${n}`,
		igUserId: igId,
		name: "Acme",
		timeZone: "Europe/Berlin",
		slots: ["09:30"],
	});
	await saveToken(admin, { accountId, token, expiresAt: null });
	await control.ensureAccount({
		igId,
		username: `stage_${n}`,
		token,
		followers: 100,
	});
	return { id: accountId, igId };
}

type People = Pick<Stage, "operator" | "ownerRole" | "compliance" | "fresh">;

async function openWindow(
	{ operator, ownerRole, compliance, fresh }: People,
	accountId: string | null,
	change: { minutes?: number; postCap?: number },
): Promise<string> {
	const { windowId } = await requestWindow(await fresh(operator), {
		accountIds: accountId === null ? [] : [accountId],
		reason: "a test",
		minutes: 720,
		...change,
	});
	const owner = await fresh(ownerRole);
	const lead = await fresh(compliance);
	await grantSignal(owner, { windowId, signal: "ALLOW_AUTONOMOUS_PUBLISH" });
	await grantSignal(lead, { windowId, signal: "PUBLISH_APPROVAL_GRANTED" });
	await grantSignal(lead, { windowId, signal: "GOVERNANCE_APPROVED" });
	return windowId;
}

async function makePost(
	stage: Pick<Stage, "now" | "worker" | "operator" | "fresh">,
	accountId: string,
	change: PostChange,
): Promise<string> {
	const n = ++serial;
	const slotAt = new Date((await stage.now()).getTime() + (change.inMs ?? 0));
	const { postId } = await enqueuePost(stage.worker, {
		runId: null,
		accountId,
		slotAt,
		title: `Post ${n}`,
		caption: change.caption ?? `Fresh bread ${n} #bakery`,
		altText: "A loaf on a table",
		flags: { isAiGenerated: true },
		mediaSha256: [change.mediaSha256 ?? MEDIA_HASH],
		picture: {},
		templateVersion: "headline@1",
		topic: "bread",
		policyVersion: "rules@1",
		moderation: change.moderation ?? "pass",
		moderationNotes: [],
	});
	if (change.approved ?? true)
		await approvePost(await stage.fresh(stage.operator), { postId });
	return postId;
}

/** A post as it is now. */
export const stateOf = async (stage: Pick<Stage, "db">, postId: string) =>
	loadPost(stage.db, postId);

/** The media of ours that are live on the account. */
export const liveOf = async (stage: Stage, igId: string): Promise<string[]> => {
	const media = await stage.emulator.listPublished(igId);
	return media.filter((one) => one.containerId !== null).map(({ id }) => id);
};
