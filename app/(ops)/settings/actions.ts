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
import { leavePerson } from "@/lib/incidents/leaving/commands";
import { setChannel } from "@/lib/notifications/commands";
import { testChannel } from "@/lib/notifications/try-channel";
import { addPerson, enablePerson } from "@/lib/people/admin/commands";
import { grantRole, revokeRole } from "@/lib/people/admin/commands-roles";
import { issueToken, revokeToken } from "@/lib/people/tokens/commands";
import { action } from "@/lib/web/action";

const PAGE = ["/settings"];

export const addPersonAction = action(addPerson, PAGE);

/** Disables somebody and hands over what they leave behind. */
export const leavePersonAction = action(leavePerson, PAGE);

export const enablePersonAction = action(enablePerson, PAGE);

export const grantRoleAction = action(grantRole, PAGE);

export const revokeRoleAction = action(revokeRole, PAGE);

export const addAccountAction = action(addAccount, PAGE);

export const updateAccountAction = action(updateAccount, PAGE);

export const connectAccountAction = action(connectAccount, PAGE);

export const pauseAccountAction = action(pauseAccount, PAGE);

export const resumeAccountAction = action(resumeAccount, PAGE);

export const requestAutoCleanAction = action(requestAutoClean, PAGE);

export const confirmAutoCleanAction = action(confirmAutoClean, PAGE);

export const declineAutoCleanAction = action(declineAutoClean, PAGE);

export const switchAutoCleanOffAction = action(switchAutoCleanOff, PAGE);

export const setChannelAction = action(setChannel, PAGE);

export const testChannelAction = action(
	(ctx, _: null) => testChannel(ctx),
	PAGE,
);

export const issueTokenAction = action(issueToken, PAGE);

export const revokeTokenAction = action(revokeToken, PAGE);
