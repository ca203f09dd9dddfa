"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { ROLES, type Role } from "@/lib/auth/permissions";
import type { PersonView } from "@/lib/people/model";
import type { PeopleActs } from "./acts";
import { DisablePerson } from "./disable-person";
import { RevealOnce } from "./reveal-once";

type Account = { id: string; handle: string };

const EVERYWHERE = "all";

const roleOf = (text: string): Role =>
	ROLES.find((role) => role === text) ?? "viewer";

const readRole = (form: FormData) => {
	const place = textOf(form, "place");
	return {
		role: roleOf(textOf(form, "role")),
		accountId: place === EVERYWHERE ? null : place,
	};
};

function RoleFields({ accounts }: { accounts: readonly Account[] }) {
	return (
		<>
			<Select
				name="role"
				label="Role"
				options={ROLES.map((role) => ({ value: role, label: role }))}
			/>
			<Select
				name="place"
				label="On"
				options={[
					{ value: EVERYWHERE, label: "every account" },
					...accounts.map(({ id, handle }) => ({
						value: id,
						label: `@${handle}`,
					})),
				]}
			/>
		</>
	);
}

export function AddPerson({
	accounts,
	acts,
}: {
	accounts: readonly Account[];
	acts: PeopleActs;
}) {
	return (
		<FormAct
			label="Add a person"
			primary
			title="Add a person"
			description="They get a one-time password, shown here once, and choose their own at the first sign-in."
			confirmLabel="Add"
			act={acts.add}
			read={(form) => ({
				email: textOf(form, "email"),
				name: textOf(form, "name"),
				roles: [readRole(form)],
			})}
			tell={() => ({ text: "Person added" })}
			reveal={({ password }) => (
				<RevealOnce label="One-time password" secret={password} />
			)}
		>
			{(errors) => (
				<>
					<Input
						name="name"
						label="Name"
						error={errors.name}
						autoComplete="off"
					/>
					<Input
						name="email"
						type="email"
						label="E-mail"
						error={errors.email}
						autoComplete="off"
					/>
					<RoleFields accounts={accounts} />
				</>
			)}
		</FormAct>
	);
}

type PersonActsProps = {
	person: PersonView;
	accounts: readonly Account[];
	acts: PeopleActs;
};

/** Offers the roles that they hold, and no others. */
function RevokeRole({ person, accounts, acts }: PersonActsProps) {
	const { id: personId, name, roles } = person;
	const scopeOf = (accountId: string | null) =>
		accountId === null
			? "every account"
			: `@${accounts.find(({ id }) => id === accountId)?.handle ?? accountId}`;
	return (
		<FormAct
			label="Revoke a role"
			of={`of ${name}`}
			title={`Revoke a role of ${name}`}
			description="At once: what they granted and approved with it counts no more."
			confirmLabel="Revoke"
			danger
			act={acts.revoke}
			read={(form) => {
				const held = roles[Number(textOf(form, "held"))];
				return {
					personId,
					role: held?.role ?? "viewer",
					accountId: held?.accountId ?? null,
				};
			}}
			tell={() => ({ text: `${name} no longer has the role` })}
		>
			{() => (
				<Select
					name="held"
					label="Role"
					options={roles.map(({ role, accountId }, index) => ({
						value: String(index),
						label: `${role} on ${scopeOf(accountId)}`,
					}))}
				/>
			)}
		</FormAct>
	);
}

function EnablePerson({ person, acts }: Omit<PersonActsProps, "accounts">) {
	const { id: personId, name } = person;
	return (
		<FormAct
			label="Enable"
			of={name}
			title={`Enable ${name}`}
			description="They may sign in again, with the roles they still hold."
			confirmLabel="Enable"
			act={acts.enable}
			read={() => ({ personId })}
			tell={() => ({ text: `${name} is enabled` })}
		>
			{() => null}
		</FormAct>
	);
}

function RoleActs({ person, accounts, acts }: PersonActsProps) {
	const { id: personId, name } = person;
	return (
		<>
			<FormAct
				label="Grant a role"
				of={`to ${name}`}
				title={`Grant ${name} a role`}
				description="Every approver is told. The role counts for nothing in windows requested before now."
				confirmLabel="Grant"
				act={acts.grant}
				read={(form) => ({ personId, ...readRole(form) })}
				tell={() => ({ text: `${name} has the role` })}
			>
				{() => <RoleFields accounts={accounts} />}
			</FormAct>
			{person.roles.length > 0 && (
				<RevokeRole person={person} accounts={accounts} acts={acts} />
			)}
		</>
	);
}

export function PersonActs(props: PersonActsProps) {
	const { person, acts } = props;
	return (
		<div className="flex flex-wrap gap-2">
			{person.disabledAt ? (
				<EnablePerson person={person} acts={acts} />
			) : (
				<RoleActs {...props} />
			)}
			{/* In its place either way: its answer is still being read when the page is rendered anew. */}
			<DisablePerson person={person} leave={acts.leave} />
		</div>
	);
}
