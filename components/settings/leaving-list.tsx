"use client";
import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { Select } from "@/components/ui/select";
import type { Leaving } from "@/lib/incidents/model-leaving";
import { incidentsQuery } from "@/lib/incidents/queries";

/** The value of the choice that hands nothing over. */
export const NOBODY = "nobody";

type Kind = { what: string; names: string[] };

const kindsOf = (leaving: Leaving): Kind[] => [
	{
		what: "Windows that they answer for",
		names: leaving.windows.map(({ reason, handsOver }) =>
			handsOver ? reason : `${reason} (broken glass: it ends)`,
		),
	},
	{
		what: "Grants that count no more",
		names: leaving.grants.map(({ signal, reason }) => `${signal}: ${reason}`),
	},
	{
		what: "Incidents that they own",
		names: leaving.incidents.map(({ number, title }) => `#${number} ${title}`),
	},
	{
		what: "Requests that are withdrawn",
		names: leaving.requests.map(({ kind, reason }) =>
			kind === "auto_clean"
				? `auto-clean: ${reason}`
				: `to end a policy hold sooner: ${reason}`,
		),
	},
	{
		what: "Posts that need another person's approval",
		names: leaving.posts.map(({ title, handle }) => `${title} (@${handle})`),
	},
];

function Things({ leaving }: { leaving: Leaving }) {
	const kinds = kindsOf(leaving).filter(({ names }) => names.length > 0);
	if (kinds.length === 0)
		return <p className="text-ink-muted">They leave nothing behind.</p>;
	return (
		<div className="max-h-60 space-y-2 overflow-y-auto">
			{kinds.map(({ what, names }) => (
				<div key={what}>
					<p className="font-medium text-sm">
						{what}: {names.length}
					</p>
					<ul className="wrap-anywhere list-disc ps-4 text-ink-muted text-sm">
						{names.map((name) => (
							<li key={name}>{name}</li>
						))}
					</ul>
				</div>
			))}
		</div>
	);
}

function Successor({ leaving }: { leaving: Leaving }) {
	const { successors, windows, incidents } = leaving;
	if (windows.length + incidents.length === 0) return null;
	const able = successors.filter(({ refusal }) => refusal === null);
	return (
		<Select
			name="successor"
			label="Who takes over"
			hint={
				able.length === 0
					? "Nobody else may take all of it over."
					: "Whoever takes over a window cannot grant an approval in it."
			}
			options={[
				{
					value: NOBODY,
					label: "nobody: windows end, incidents have no owner",
				},
				...able.map(({ id, name }) => ({ value: id, label: name })),
			]}
		/>
	);
}

/** What somebody leaves behind, and a choice of who takes it over. */
export function LeavingList({ personId }: { personId: string }) {
	const { data, isError } = useQuery(incidentsQuery.leaving(personId));
	if (isError)
		return <Banner tone="warn" title="What they leave cannot be read now" />;
	if (!data)
		return <p className="text-ink-muted">Looking for what they leave…</p>;
	return (
		<>
			<Things leaving={data} />
			<Successor leaving={data} />
		</>
	);
}
