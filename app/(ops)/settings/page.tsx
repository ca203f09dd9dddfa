import type { Metadata } from "next";
import { AccountTable } from "@/components/settings/account-table";
import { ChannelPanel } from "@/components/settings/channel-panel";
import { PeopleTable } from "@/components/settings/people-table";
import { TokenTable } from "@/components/settings/token-table";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { listAccounts } from "@/lib/accounts/views";
import { can } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { readMode } from "@/lib/governance/panel/views-mode";
import { listMessages, readChannel } from "@/lib/notifications/views";
import { listPeople, listTokens } from "@/lib/people/views";
import { requireCtx } from "@/lib/web/context";
import {
	addAccountAction,
	addPersonAction,
	confirmAutoCleanAction,
	connectAccountAction,
	declineAutoCleanAction,
	enablePersonAction,
	grantRoleAction,
	issueTokenAction,
	leavePersonAction,
	pauseAccountAction,
	requestAutoCleanAction,
	resumeAccountAction,
	revokeRoleAction,
	revokeTokenAction,
	setChannelAction,
	switchAutoCleanOffAction,
	testChannelAction,
	updateAccountAction,
} from "./actions";

export const metadata: Metadata = { title: "Settings" };

const TABS = [
	{ id: "people", label: "People" },
	{ id: "accounts", label: "Accounts" },
	{ id: "channel", label: "Channel" },
	{ id: "you", label: "Your access" },
] as const;
type TabId = (typeof TABS)[number]["id"];

const peopleActs = {
	add: addPersonAction,
	leave: leavePersonAction,
	enable: enablePersonAction,
	grant: grantRoleAction,
	revoke: revokeRoleAction,
};
const accountActs = {
	add: addAccountAction,
	update: updateAccountAction,
	connect: connectAccountAction,
	pause: pauseAccountAction,
	resume: resumeAccountAction,
};
const policyActs = {
	ask: requestAutoCleanAction,
	confirm: confirmAutoCleanAction,
	decline: declineAutoCleanAction,
	switchOff: switchAutoCleanOffAction,
};
const channelActs = { set: setChannelAction, test: testChannelAction };
const tokenActs = { issue: issueTokenAction, revoke: revokeTokenAction };

async function People({ ctx }: { ctx: Ctx }) {
	const accounts = (await listAccounts(ctx)).map(({ id, handle }) => ({
		id,
		handle,
	}));
	const acts = can(ctx.actor, "people:manage", "all") ? peopleActs : null;
	return (
		<Section
			title="People"
			description={
				acts ? undefined : "Administrators add people and grant roles."
			}
		>
			<PeopleTable
				people={await listPeople(ctx)}
				accounts={accounts}
				acts={acts}
			/>
		</Section>
	);
}

async function Accounts({ ctx }: { ctx: Ctx }) {
	const acts = can(ctx.actor, "account:manage", "all") ? accountActs : null;
	return (
		<Section
			title="Accounts"
			description={
				acts ? undefined : "Administrators add and connect accounts."
			}
			actions={
				<ButtonLink href="/pipeline?tab=sources">Trend sources</ButtonLink>
			}
		>
			<AccountTable
				accounts={await listAccounts(ctx)}
				acts={acts}
				policyActs={policyActs}
			/>
		</Section>
	);
}

async function Channel({ ctx }: { ctx: Ctx }) {
	const acts = can(ctx.actor, "integration:manage", "all") ? channelActs : null;
	return (
		<ChannelPanel
			channel={await readChannel(ctx)}
			messages={await listMessages(ctx)}
			zone={await zoneOf(ctx)}
			acts={acts}
		/>
	);
}

async function You({ ctx }: { ctx: Ctx }) {
	const { observedAt } = await readMode(ctx);
	return (
		<Section
			title="Personal access tokens"
			actions={
				<ButtonLink href="/sign-in/password">Change password</ButtonLink>
			}
		>
			<TokenTable
				tokens={await listTokens(ctx)}
				zone={await zoneOf(ctx)}
				nowIso={observedAt}
				acts={tokenActs}
			/>
		</Section>
	);
}

const zoneOf = async (ctx: Ctx) =>
	(await listAccounts(ctx))[0]?.timeZone ?? "UTC";

const PANELS: Record<TabId, typeof People> = {
	people: People,
	accounts: Accounts,
	channel: Channel,
	you: You,
};

export default async function SettingsPage({
	searchParams,
}: {
	searchParams: Promise<{ tab?: string }>;
}) {
	const ctx = await requireCtx();
	const { tab } = await searchParams;
	const current = TABS.find(({ id }) => id === tab)?.id ?? "people";
	const Panel = PANELS[current];
	return (
		<div className="space-y-6">
			<PageHeader
				title="Settings"
				description="Who works here, on which accounts, and where the team is told."
			/>
			<Tabs
				label="Settings"
				currentId={current}
				tabs={TABS.map((each) => ({
					...each,
					href: `/settings?tab=${each.id}`,
				}))}
			/>
			<Panel ctx={ctx} />
		</div>
	);
}
