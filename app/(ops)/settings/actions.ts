"use server";
import {
	addAccount,
	pauseAccount,
	resumeAccount,
	updateAccount,
} from "@/lib/accounts/commands";
import { connectAccount } from "@/lib/accounts/connect";
import {
	confirmAutoClean,
	declineAutoClean,
	requestAutoClean,
} from "@/lib/accounts/policy/commands";
import { switchAutoCleanOff } from "@/lib/accounts/policy/commands-off";
import { withReceipt } from "@/lib/audit/receipt";
import type { Ctx } from "@/lib/command";
import { leavePerson } from "@/lib/incidents/leaving/commands";
import { setChannel } from "@/lib/notifications/commands";
import { testChannel } from "@/lib/notifications/try-channel";
import { addPerson, enablePerson } from "@/lib/people/admin/commands";
import { grantRole, revokeRole } from "@/lib/people/admin/commands-roles";
import { issueToken, revokeToken } from "@/lib/people/tokens/commands";
import { runAction } from "@/lib/web/action";

type Input<C extends (ctx: never, input: never) => unknown> = Parameters<C>[1];

const act = <T>(work: (ctx: Ctx) => Promise<T>) =>
	runAction((own) => withReceipt(own, work), ["/settings"]);

export async function addPersonAction(input: Input<typeof addPerson>) {
	return act((ctx) => addPerson(ctx, input));
}

/** Disables somebody and hands over what they leave behind. */
export async function leavePersonAction(input: Input<typeof leavePerson>) {
	return act((ctx) => leavePerson(ctx, input));
}

export async function enablePersonAction(input: Input<typeof enablePerson>) {
	return act((ctx) => enablePerson(ctx, input));
}

export async function grantRoleAction(input: Input<typeof grantRole>) {
	return act((ctx) => grantRole(ctx, input));
}

export async function revokeRoleAction(input: Input<typeof revokeRole>) {
	return act((ctx) => revokeRole(ctx, input));
}

export async function addAccountAction(input: Input<typeof addAccount>) {
	return act((ctx) => addAccount(ctx, input));
}

export async function updateAccountAction(input: Input<typeof updateAccount>) {
	return act((ctx) => updateAccount(ctx, input));
}

export async function connectAccountAction(
	input: Input<typeof connectAccount>,
) {
	return act((ctx) => connectAccount(ctx, input));
}

export async function pauseAccountAction(input: Input<typeof pauseAccount>) {
	return act((ctx) => pauseAccount(ctx, input));
}

export async function resumeAccountAction(input: Input<typeof resumeAccount>) {
	return act((ctx) => resumeAccount(ctx, input));
}

export async function requestAutoCleanAction(
	input: Input<typeof requestAutoClean>,
) {
	return act((ctx) => requestAutoClean(ctx, input));
}

export async function confirmAutoCleanAction(
	input: Input<typeof confirmAutoClean>,
) {
	return act((ctx) => confirmAutoClean(ctx, input));
}

export async function declineAutoCleanAction(
	input: Input<typeof declineAutoClean>,
) {
	return act((ctx) => declineAutoClean(ctx, input));
}

export async function switchAutoCleanOffAction(
	input: Input<typeof switchAutoCleanOff>,
) {
	return act((ctx) => switchAutoCleanOff(ctx, input));
}

export async function setChannelAction(input: Input<typeof setChannel>) {
	return act((ctx) => setChannel(ctx, input));
}

export async function testChannelAction() {
	return act(testChannel);
}

export async function issueTokenAction(input: Input<typeof issueToken>) {
	return act((ctx) => issueToken(ctx, input));
}

export async function revokeTokenAction(input: Input<typeof revokeToken>) {
	return act((ctx) => revokeToken(ctx, input));
}
