import { listAccounts } from "@/lib/accounts/views";
import { type CommandContext, readsWithin } from "@/lib/command";
import { localDay, localTime } from "@/lib/core/time";
import type { WindowKind } from "@/lib/governance/model";
import { queueMessage } from "@/lib/notifications/queue";
import type { Grantors } from "./grantors";
import { readGrantors } from "./views-grantors";

/** Where somebody looks at a window and grants in it. */
export const windowPath = (windowId: string): string =>
	`/governance?window=${windowId}`;

type Request = {
	windowId: string;
	accountIds: readonly string[];
	kind: WindowKind;
	reason: string;
	opensAt: Date;
	closesAt: Date;
};

const at = (instant: Date, zone: string): string =>
	`${localDay(instant, zone)} ${localTime(instant, zone)}`;

function describeWho({ bySignal, hopeless }: Grantors): string[] {
	const lines = bySignal.map(
		({ signal, names }) =>
			`${signal}: ${names.length > 0 ? names.join(", ") : "nobody"}`,
	);
	return hopeless ? [...lines, `As things stand ${hopeless}.`] : lines;
}

/** What the team's channel reads of a request: for what, until when, who can grant, and where. */
function describeRequest(
	request: Request & {
		by: string;
		accounts: readonly { handle: string; timeZone: string }[];
		grantors: Grantors;
	},
): string {
	const { by, accounts, kind, reason, opensAt, closesAt } = request;
	const [first] = accounts;
	const where =
		request.accountIds.length === 0
			? "every account"
			: accounts.map(({ handle }) => `@${handle}`).join(", ");
	const zone =
		request.accountIds.length === 0 ? "UTC" : (first?.timeZone ?? "UTC");
	const what = kind === "recovery" ? "a recovery window" : "a window";
	return [
		`${by} asks for ${what} for ${where}, ${at(opensAt, zone)} to ${at(closesAt, zone)} ${zone}: ${reason}`,
		...describeWho(request.grantors),
		windowPath(request.windowId),
	].join("\n");
}

/** Tells the team of a request, so that whoever can grant need not be looked for. */
export async function notifyRequest(
	context: CommandContext,
	request: Request,
): Promise<void> {
	const { tx, actor, now } = context;
	const { accountIds, windowId } = request;
	const reads = readsWithin(context);
	const [only, ...others] = accountIds;
	const scope = only !== undefined && others.length === 0 ? only : null;
	const grantors = await readGrantors(reads, {
		requester: actor.id,
		scopes: [scope],
		now,
	});
	const accounts = await listAccounts(reads);
	await queueMessage(tx, {
		dedupeKey: `window.request:${windowId}`,
		kind: "window.request",
		text: describeRequest({
			...request,
			by: actor.name,
			accounts: accounts.filter(({ id }) => accountIds.includes(id)),
			grantors: grantors.get(scope) ?? { bySignal: [], hopeless: null },
		}),
		now,
	});
}
