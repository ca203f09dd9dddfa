"use client";
import { EmptyState } from "@/components/ui/states/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { AccountView } from "@/lib/accounts/model";
import { AccountChanges, AddAccount } from "./account-acts";
import type { AccountActs, PolicyActs } from "./acts";
import { PolicyCell } from "./policy-cell";

type AccountTableProps = {
	accounts: readonly AccountView[];
	/** Null for who may only look. */
	acts: AccountActs | null;
	/** For everybody: each account says what its reader may do. */
	policyActs: PolicyActs;
};

function TokenState({ account }: { account: AccountView }) {
	const { token, timeZone } = account;
	if (token.kind === "none")
		return <StatusChip tone="bad">no token</StatusChip>;
	if (token.fault)
		return (
			<span>
				<StatusChip tone="bad">refused</StatusChip> {token.fault}
			</span>
		);
	return (
		<span>
			<StatusChip tone="ok">stored</StatusChip>{" "}
			{token.expiresAt && (
				<>
					until <Time iso={token.expiresAt} zone={timeZone} />
				</>
			)}
		</span>
	);
}

const describeSlots = (account: AccountView) =>
	account.slots.join(", ") || "none: nothing is planned";

const changeColumn = (acts: AccountActs | null) =>
	acts
		? [
				{
					id: "acts",
					header: "Change",
					cell: (account: AccountView) => (
						<AccountChanges account={account} acts={acts} />
					),
				},
			]
		: [];

export function AccountTable(props: AccountTableProps) {
	const { accounts, acts, policyActs } = props;
	return (
		<DataTable
			caption="Instagram accounts"
			captionHidden
			stacked
			exportName="accounts"
			toolbar={acts && <AddAccount acts={acts} />}
			rows={accounts}
			rowKey={({ id }) => id}
			empty={
				<EmptyState
					title="No account yet"
					action={acts && <AddAccount acts={acts} />}
				>
					An administrator adds an Instagram professional account with its time
					zone, slots and token.
				</EmptyState>
			}
			columns={[
				{
					id: "handle",
					header: "Account",
					rowHeader: true,
					cell: ({ handle }) => `@${handle}`,
					csv: ({ handle }) => handle,
				},
				{
					id: "policy",
					header: "Approval",
					cell: (account) => <PolicyCell account={account} acts={policyActs} />,
					csv: ({ policy }) => policy,
				},
				{
					id: "ig",
					header: "Instagram ID",
					cell: ({ igUserId }) => igUserId,
					csv: ({ igUserId }) => igUserId,
				},
				{
					id: "zone",
					header: "Time zone",
					cell: ({ timeZone }) => timeZone,
					csv: ({ timeZone }) => timeZone,
				},
				{
					id: "slots",
					header: "Slots a day",
					cell: describeSlots,
					csv: describeSlots,
				},
				{
					id: "state",
					header: "State",
					cell: ({ state }) =>
						state === "active" ? (
							<StatusChip tone="ok">active</StatusChip>
						) : (
							<StatusChip tone="warn">paused</StatusChip>
						),
					csv: ({ state }) => state,
				},
				{
					id: "token",
					header: "Token",
					cell: (account) => <TokenState account={account} />,
					csv: ({ token }) => token.kind,
				},
				...changeColumn(acts),
			]}
		/>
	);
}
