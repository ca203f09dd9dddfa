"use client";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/states/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { DataTable } from "@/components/ui/tables/data-table";
import type { PersonView } from "@/lib/people/model";
import type { PeopleActs } from "./acts";
import { AddPerson, PersonActs } from "./people-acts";

type Account = { id: string; handle: string };
type PeopleTableProps = {
	people: readonly PersonView[];
	accounts: readonly Account[];
	/** Null for who may only look. */
	acts: PeopleActs | null;
};

export function PeopleTable({ people, accounts, acts }: PeopleTableProps) {
	const handles = new Map(accounts.map(({ id, handle }) => [id, `@${handle}`]));
	const describeRole = ({ role, accountId }: PersonView["roles"][number]) =>
		accountId === null
			? role
			: `${role} on ${handles.get(accountId) ?? "another account"}`;
	const manage = acts
		? [
				{
					id: "acts",
					header: "Change",
					cell: (person: PersonView) => (
						<PersonActs {...{ person, accounts, acts }} />
					),
				},
			]
		: [];
	return (
		<DataTable
			caption="People and their roles"
			captionHidden
			exportName="people"
			toolbar={acts && <AddPerson accounts={accounts} acts={acts} />}
			rows={people}
			stacked
			rowKey={({ id }) => id}
			empty={
				<EmptyState title="Nobody yet">
					People appear here once they are added.
				</EmptyState>
			}
			columns={[
				{
					id: "name",
					header: "Name",
					rowHeader: true,
					cell: ({ name }) => name,
					csv: ({ name }) => name,
				},
				{
					id: "email",
					header: "E-mail",
					cell: ({ email }) => email ?? "for administrators",
					csv: ({ email }) => email ?? "",
				},
				{
					id: "roles",
					header: "Roles",
					cell: (person) => (
						<span className="flex flex-wrap gap-1">
							{person.roles.map((role) => (
								<Badge key={describeRole(role)}>{describeRole(role)}</Badge>
							))}
						</span>
					),
					csv: (person) => person.roles.map(describeRole).join(", "),
				},
				{
					id: "state",
					header: "State",
					cell: ({ disabledAt }) =>
						disabledAt ? (
							<StatusChip tone="bad">disabled</StatusChip>
						) : (
							<StatusChip tone="ok">enabled</StatusChip>
						),
					csv: ({ disabledAt }) => (disabledAt ? "disabled" : "enabled"),
				},
				...manage,
			]}
		/>
	);
}
