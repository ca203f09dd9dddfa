import {
	addAccount,
	pauseAccount,
	resumeAccount,
	updateAccount,
} from "@/lib/accounts/commands";
import { openBreaker } from "@/lib/accounts/commands-breaker";
import {
	recordConnectionCheck,
	recordTokenCheck,
	renewToken,
	saveToken,
} from "@/lib/accounts/commands-token";
import {
	confirmAutoClean,
	declineAutoClean,
	requestAutoClean,
} from "@/lib/accounts/policy/commands";
import { switchAutoCleanOff } from "@/lib/accounts/policy/commands-off";
import { addMs, HOUR } from "@/lib/core/time";
import { breakGlass, reviewGlass } from "@/lib/governance/break-glass/commands";
import { setPublishBudget } from "@/lib/governance/budget/commands";
import {
	recordDecision,
	recordExpiry,
} from "@/lib/governance/decisions/commands";
import { endHalt, setHalt, setHold } from "@/lib/governance/stops/commands";
import {
	confirmHoldEnd,
	declineHoldEnd,
	requestHoldEnd,
} from "@/lib/governance/stops/commands-hold-end";
import {
	closeWindow,
	requestWindow,
	withdrawWindow,
} from "@/lib/governance/windows/commands";
import {
	grantSignal,
	revokeGrant,
} from "@/lib/governance/windows/commands-grants";
import {
	addPerson,
	disablePerson,
	enablePerson,
} from "@/lib/people/admin/commands";
import { grantRole, revokeRole } from "@/lib/people/admin/commands-roles";
import { applyBootSettings } from "@/lib/people/boot-settings";
import { addDemoPerson, disableDemoPeople } from "@/lib/people/demo/commands";
import {
	issueToken,
	issueTokenFor,
	revokeToken,
} from "@/lib/people/tokens/commands";
import { liftHalt } from "@/lib/publishing/lift/commands";
import { type Acts, unseen } from "./acts-shape";

const reason = "a test";
const signal = "ALLOW_AUTONOMOUS_PUBLISH";
const onAccount = <Args extends object>(
	at: { accountId: string },
	args: Args,
) => ({
	accountId: at.accountId,
	...args,
});

export const ACCOUNT_ACTS: Acts = {
	"accounts/addAccount": (ctx) =>
		addAccount(ctx, {
			handle: "brand_new",
			igUserId: "17841400000000999",
			name: "New",
			timeZone: "Europe/Berlin",
			slots: ["09:30"],
		}),
	"accounts/confirmAutoClean": (ctx, { autoCleanId }) =>
		confirmAutoClean(ctx, { requestId: autoCleanId }),
	"accounts/declineAutoClean": (ctx, { autoCleanId }) =>
		declineAutoClean(ctx, { requestId: autoCleanId }),
	"accounts/openBreaker": (ctx, at) =>
		openBreaker(ctx, onAccount(at, { until: addMs(at.now, HOUR), reason })),
	"accounts/pauseAccount": (ctx, at) =>
		pauseAccount(ctx, onAccount(at, { reason })),
	"accounts/recordConnectionCheck": (ctx, at) =>
		recordConnectionCheck(ctx, onAccount(at, { fault: null })),
	"accounts/recordTokenCheck": (ctx, at) =>
		recordTokenCheck(ctx, onAccount(at, { fault: null })),
	"accounts/renewToken": (ctx, at) =>
		renewToken(ctx, onAccount(at, { token: "t", expiresAt: null })),
	"accounts/requestAutoClean": (ctx, at) =>
		requestAutoClean(ctx, onAccount(at, { reason })),
	"accounts/resumeAccount": (ctx, at) =>
		resumeAccount(ctx, onAccount(at, { reason })),
	"accounts/saveToken": (ctx, at) =>
		saveToken(ctx, onAccount(at, { token: "t", expiresAt: null })),
	"accounts/switchAutoCleanOff": (ctx, at) =>
		switchAutoCleanOff(ctx, onAccount(at, { reason })),
	"accounts/updateAccount": (ctx, at) =>
		updateAccount(ctx, onAccount(at, { name: "Other" })),
};

export const GOVERNANCE_ACTS: Acts = {
	"governance/breakGlass": (ctx, at) =>
		breakGlass(
			ctx,
			onAccount(at, { reason, incidentNumber: at.incidentNumber }),
		),
	"governance/closeWindow": (ctx, { windowId }) =>
		closeWindow(ctx, { windowId, reason }),
	"governance/closeWindow global": (ctx, { globalWindowId: windowId }) =>
		closeWindow(ctx, { windowId, reason }),
	"governance/confirmHoldEnd": (ctx, { holdEndId }) =>
		confirmHoldEnd(ctx, { requestId: holdEndId }),
	"governance/declineHoldEnd": (ctx, { holdEndId }) =>
		declineHoldEnd(ctx, { requestId: holdEndId }),
	"governance/grantSignal autonomous": (ctx, { windowId }) =>
		grantSignal(ctx, { windowId, signal }),
	"governance/grantSignal approval": (ctx, { windowId }) =>
		grantSignal(ctx, { windowId, signal: "PUBLISH_APPROVAL_GRANTED" }),
	"governance/grantSignal governance": (ctx, { windowId }) =>
		grantSignal(ctx, { windowId, signal: "GOVERNANCE_APPROVED" }),
	"governance/grantSignal global": (ctx, { globalWindowId: windowId }) =>
		grantSignal(ctx, { windowId, signal }),
	"governance/endHalt operational": (ctx, { haltId }) =>
		endHalt(ctx, { haltId, reason }),
	"governance/endHalt policy": (ctx, { policyHaltId: haltId }) =>
		endHalt(ctx, { haltId, reason }),
	"governance/endHalt global": (ctx, { globalHaltId: haltId }) =>
		endHalt(ctx, { haltId, reason }),
	"governance/recordDecision": (ctx, at) =>
		recordDecision(ctx, {
			postId: at.postId,
			accountId: at.accountId,
			phase: "claim",
			decision: unseen(),
			facts: unseen(),
			policyVersion: "rules@1",
		}),
	"governance/recordExpiry": (ctx, { windowId }) =>
		recordExpiry(ctx, { windowId }),
	"governance/requestHoldEnd": (ctx, { holdId }) =>
		requestHoldEnd(ctx, { holdId, reason }),
	"governance/requestWindow": (ctx, { accountId }) =>
		requestWindow(ctx, { accountIds: [accountId], reason }),
	"governance/requestWindow global": (ctx) => requestWindow(ctx, { reason }),
	"governance/reviewGlass": (ctx, { glassId }) =>
		reviewGlass(ctx, { windowId: glassId, note: reason }),
	"governance/revokeGrant": (ctx, { glassId }) =>
		revokeGrant(ctx, { windowId: glassId, signal, reason }),
	"governance/setHalt": (ctx, at) => setHalt(ctx, onAccount(at, { reason })),
	"governance/setHalt global": (ctx) => setHalt(ctx, { reason }),
	"governance/setHold": (ctx, at) => setHold(ctx, onAccount(at, { reason })),
	"governance/setHold global": (ctx) => setHold(ctx, { reason }),
	"governance/setPublishBudget": (ctx, at) =>
		setPublishBudget(ctx, onAccount(at, { remaining: 0, failures: 2 })),
	"governance/setPublishBudget raise": (ctx, at) =>
		setPublishBudget(ctx, onAccount(at, { remaining: 1, failures: 0 })),
	"governance/withdrawWindow": (ctx, { windowId }) =>
		withdrawWindow(ctx, { windowId, reason }),
	"publishing/liftHalt operational": (ctx, { haltId }) =>
		liftHalt(ctx, { haltId, reason }),
	"publishing/liftHalt policy": (ctx, { policyHaltId: haltId }) =>
		liftHalt(ctx, { haltId, reason }),
	"publishing/liftHalt global": (ctx, { globalHaltId: haltId }) =>
		liftHalt(ctx, { haltId, reason }),
};

const newcomer = { email: "new@example.test", name: "New" };

export const PEOPLE_ACTS: Acts = {
	"people/addDemoPerson": (ctx) =>
		addDemoPerson(ctx, {
			...newcomer,
			roles: [{ role: "viewer", accountId: null }],
		}),
	"people/addPerson": (ctx) => addPerson(ctx, newcomer),
	"people/disableDemoPeople": (ctx) => disableDemoPeople(ctx, {}),
	"people/disablePerson": (ctx, { targetId }) =>
		disablePerson(ctx, { personId: targetId }),
	"people/enablePerson": (ctx, { targetId }) =>
		enablePerson(ctx, { personId: targetId }),
	"people/grantRole": (ctx, at) =>
		grantRole(
			ctx,
			onAccount(at, { personId: at.targetId, role: "operator" as const }),
		),
	"people/grantRole global": (ctx, { targetId }) =>
		grantRole(ctx, { personId: targetId, role: "operator", accountId: null }),
	"people/issueToken": (ctx) =>
		issueToken(ctx, { name: "t", scopes: ["read"] }),
	"people/issueTokenFor": (ctx, { targetId }) =>
		issueTokenFor(ctx, { personId: targetId, name: "t", scopes: ["admin"] }),
	"people/revokeRole": (ctx, at) =>
		revokeRole(
			ctx,
			onAccount(at, { personId: at.targetId, role: "viewer" as const }),
		),
	"people/revokeRole global": (ctx, { strangerId }) =>
		revokeRole(ctx, { personId: strangerId, role: "viewer", accountId: null }),
	"people/revokeToken": (ctx, { tokenId }) => revokeToken(ctx, { tokenId }),
	// On the application's connection: whom the guard lets through, the database still refuses.
	"people/writeSettings": (ctx) =>
		applyBootSettings(ctx, ctx.db, { separationOfDuties: false, demo: false }),
};
