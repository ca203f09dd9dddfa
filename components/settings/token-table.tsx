"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Input } from "@/components/ui/forms/input";
import { EmptyState } from "@/components/ui/states/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import { SCOPES, type TokenScope } from "@/lib/auth/permissions";
import type { TokenView } from "@/lib/people/model";
import type { TokenActs } from "./acts";
import { RevealOnce } from "./reveal-once";

type TokenTableProps = {
	tokens: readonly TokenView[];
	zone: string;
	nowIso: string;
	acts: TokenActs;
};

const SCOPE_HINT: Record<TokenScope, string> = {
	read: "See everything; export the audit log",
	work: "Runs, edits, incidents, checklists; request windows, halt",
	govern: "Grant signals, lift halts, shorten holds, change policy",
	approve: "Approve and reject posts",
	signoff: "Sign off the day",
	admin: "People, accounts and the team channel",
};

function IssueToken({ acts }: { acts: TokenActs }) {
	return (
		<FormAct
			label="Issue a token"
			primary
			title="Issue a personal access token"
			description="For ops and other programs that act as you (SIGNALBOX_TOKEN). With govern, approve or signoff it lives 8 hours, else 30 days."
			confirmLabel="Issue"
			act={acts.issue}
			read={(form) => ({
				name: textOf(form, "name"),
				scopes: SCOPES.filter((scope) => form.get(scope) === "on"),
			})}
			tell={() => ({ text: "Token issued" })}
			reveal={({ secret }) => <RevealOnce label="Token" secret={secret} />}
		>
			{(errors) => (
				<>
					<Input
						name="name"
						label="What it is for"
						error={errors.name}
						autoComplete="off"
					/>
					<fieldset className="space-y-1">
						<legend className="font-medium">Scopes</legend>
						{SCOPES.map((scope) => (
							<Checkbox
								key={scope}
								name={scope}
								label={scope}
								hint={SCOPE_HINT[scope]}
							/>
						))}
						{errors.scopes && (
							<p className="font-medium text-bad text-sm">{errors.scopes}</p>
						)}
					</fieldset>
				</>
			)}
		</FormAct>
	);
}

const stateOf = ({ revokedAt, expiresAt }: TokenView, nowIso: string) => {
	if (revokedAt) return "revoked";
	return expiresAt <= nowIso ? "expired" : "valid";
};

export function TokenTable({ tokens, zone, nowIso, acts }: TokenTableProps) {
	return (
		<DataTable
			caption="Personal access tokens"
			captionHidden
			exportName="tokens"
			toolbar={<IssueToken acts={acts} />}
			rows={tokens}
			stacked
			rowKey={({ id }) => id}
			empty={
				<EmptyState title="No tokens yet" action={<IssueToken acts={acts} />}>
					A token lets ops act as you on a terminal.
				</EmptyState>
			}
			columns={[
				{
					id: "name",
					header: "Token",
					rowHeader: true,
					cell: ({ name }) => name,
					csv: ({ name }) => name,
				},
				{
					id: "whose",
					header: "Acts as",
					cell: ({ personName }) => personName,
					csv: ({ personName }) => personName,
				},
				{
					id: "scopes",
					header: "Scopes",
					cell: ({ scopes }) => scopes.join(", "),
					csv: ({ scopes }) => scopes.join(" "),
				},
				{
					id: "until",
					header: "Until",
					cell: ({ expiresAt }) => <Time iso={expiresAt} zone={zone} />,
					csv: ({ expiresAt }) => expiresAt,
				},
				{
					id: "state",
					header: "State",
					cell: (token) => {
						const state = stateOf(token, nowIso);
						return (
							<StatusChip tone={state === "valid" ? "ok" : "neutral"}>
								{state}
							</StatusChip>
						);
					},
					csv: (token) => stateOf(token, nowIso),
				},
				{
					id: "acts",
					header: "Change",
					cell: (token) =>
						stateOf(token, nowIso) === "valid" && (
							<FormAct
								label="Revoke"
								of={token.name}
								title={`Revoke ${token.name}`}
								description="Whatever uses it stops working at once."
								confirmLabel="Revoke"
								danger
								act={acts.revoke}
								read={() => ({ tokenId: token.id })}
								tell={() => ({ text: "Token revoked" })}
							>
								{() => null}
							</FormAct>
						),
				},
			]}
		/>
	);
}
