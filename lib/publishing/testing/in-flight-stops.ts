import { pauseAccount } from "@/lib/accounts/commands";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs, DAY, MINUTE } from "@/lib/core/time";
import { setPublishBudget } from "@/lib/governance/budget/commands";
import { setHalt, setHold } from "@/lib/governance/stops/commands";
import type { CallUnderWay } from "@/lib/governance/stops/model";
import { closeWindow, withdrawWindow } from "@/lib/governance/windows/commands";
import { revokeGrant } from "@/lib/governance/windows/commands-grants";
import { disablePerson, enablePerson } from "@/lib/people/admin/commands";
import { grantRole, revokeRole } from "@/lib/people/admin/commands-roles";
import { liftHalt } from "@/lib/publishing/lift/commands";
import {
	liftQuarantine,
	quarantinePost,
} from "@/lib/publishing/quarantine/commands";
import type { STOPS, Stop } from "./in-flight";
import type { PlacedPost } from "./in-flight-posts";
import type { Stage } from "./stage";

export type Stopping = {
	stage: Stage;
	admin: Ctx;
	windowId: string;
	placed: readonly PlacedPost[];
};

/** What the stopper was told, where a stop says so; and how the next scene gets rid of the stop. */
export type Stopped = {
	calls?: readonly CallUnderWay[];
	undo?: () => Promise<unknown>;
};

const reason = "stop it";
const signal = "ALLOW_AUTONOMOUS_PUBLISH";
export const WINDOW_MINUTES = 60;

const personId = ({ actor }: Ctx) => actor.id;

/** Does the same to each account of the scene. */
async function onEach(
	{ placed }: Stopping,
	act: (accountId: string) => Promise<{ calls?: CallUnderWay[] }>,
): Promise<CallUnderWay[]> {
	const calls: CallUnderWay[] = [];
	for (const { account } of placed)
		calls.push(...((await act(account.id)).calls ?? []));
	return calls;
}

async function haltEach(context: Stopping): Promise<Stopped> {
	const { stage } = context;
	const calls = await onEach(context, (accountId) =>
		setHalt(stage.operator, { accountId, reason }),
	);
	return { calls };
}

async function haltAll({ stage }: Stopping): Promise<Stopped> {
	const { haltId, calls } = await setHalt(stage.operator, { reason });
	const undo = async () =>
		liftHalt(await stage.fresh(stage.ownerRole), {
			haltId,
			reason,
			missed: "ask",
		});
	return { calls, undo };
}

async function loseRole({ stage, admin }: Stopping): Promise<Stopped> {
	const grant = {
		personId: personId(stage.ownerRole),
		role: "owner",
		accountId: null,
	} as const;
	await revokeRole(await stage.fresh(admin), grant);
	return { undo: async () => grantRole(await stage.fresh(admin), grant) };
}

async function disable({ stage, admin }: Stopping): Promise<Stopped> {
	const person = { personId: personId(stage.compliance) };
	await disablePerson(await stage.fresh(admin), person);
	return { undo: async () => enablePerson(await stage.fresh(admin), person) };
}

async function quarantine({ stage, placed }: Stopping): Promise<Stopped> {
	const postId = placed[0]?.postId ?? "";
	const lead = await stage.fresh(stage.compliance);
	await quarantinePost(lead, { postId, reason });
	const undo = async () =>
		liftQuarantine(await stage.fresh(stage.compliance), { postId, reason });
	return { undo };
}

/** Another worker says so in its heartbeat, which stays fresh until it is gone. */
async function lockOther({ stage }: Stopping): Promise<Stopped> {
	const id = newId();
	const now = await stage.now();
	const { environment } = stage.deps();
	await stage.db.workerHeartbeat.create({
		data: {
			id,
			host: "another",
			pid: 1,
			startedAt: now,
			beatAt: addMs(now, DAY),
			environment: { ...environment, locked: true },
		},
	});
	const undo = () =>
		stage.db.workerHeartbeat.update({
			where: { id },
			data: { stoppedAt: now },
		});
	return { undo };
}

async function spend(context: Stopping): Promise<Stopped> {
	const { worker } = context.stage;
	await onEach(context, async (accountId) => {
		await setPublishBudget(worker, { accountId, remaining: 0, failures: 2 });
		return {};
	});
	return {};
}

async function pause(context: Stopping): Promise<Stopped> {
	const admin = await context.stage.fresh(context.admin);
	await onEach(context, async (accountId) => {
		await pauseAccount(admin, { accountId, reason });
		return {};
	});
	return {};
}

async function holdEach(context: Stopping): Promise<Stopped> {
	const lead = await context.stage.fresh(context.stage.compliance);
	const calls = await onEach(context, (accountId) =>
		setHold(lead, { accountId, reason }),
	);
	return { calls };
}

/** Every way of every stop, as the people who may do it do it. */
export const DO: { [S in Stop]: Record<(typeof STOPS)[S][number], Doing> } = {
	"window over": {
		"it expires": async ({ stage }) => {
			await stage.pass(WINDOW_MINUTES * MINUTE);
			return {};
		},
		"it is closed early": async ({ stage, windowId }) =>
			closeWindow(await stage.fresh(stage.operator), { windowId, reason }),
		"it is withdrawn": async ({ stage, windowId }) =>
			withdrawWindow(await stage.fresh(stage.operator), { windowId, reason }),
		"a grant is revoked": async ({ stage, windowId }) =>
			revokeGrant(await stage.fresh(stage.operator), {
				windowId,
				signal,
				reason,
			}),
		"a grantor loses the role": loseRole,
		"a grantor is disabled": disable,
	},
	halt: { "on the account": haltEach, everywhere: haltAll },
	"policy hold": { "on the account": holdEach },
	quarantine: { "of its picture": quarantine },
	PUBLISH_LOCKED: { "on one worker": lockOther },
	"account paused": { "by an administrator": pause },
	"budget used up": { "by failures": spend },
};

export type Doing = (context: Stopping) => Promise<Stopped>;
