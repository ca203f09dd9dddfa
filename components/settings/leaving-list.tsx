"use client";
import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { Select } from "@/components/ui/forms/select";
import type { Leaving } from "@/lib/incidents/leaving/model";
import { incidentsQuery } from "@/lib/incidents/queries";

/** The value of the choice that hands nothing over. */
export const NOBODY = "nobody";

type Kind = { what: string; items: { id: string; text: string }[] };

const kindsOf = (leaving: Leaving): Kind[] => [
	{
		what: "Windows that they answer for",
		items: leaving.windows.map(({ id, reason, handsOver }) => ({
			id,
			text: handsOver ? reason : `${reason} (broken glass: it ends)`,
		})),
	},
	{
		what: "Grants that count no more",
		items: leaving.grants.map(({ windowId, signal, reason }) => ({
			id: `${windowId} ${signal}`,
			text: `${signal}: ${reason}`,
		})),
	},
	{
		what: "Incidents that they own",
		items: leaving.incidents.map(({ id, number, title }) => ({
			id,
			text: `#${number} ${title}`,
		})),
	},
	{
		what: "Requests that are withdrawn",
		items: leaving.requests.map(({ id, kind, reason }) => ({
			id,
			text:
				kind === "auto_clean"
					? `auto-clean: ${reason}`
					: `to end a policy hold sooner: ${reason}`,
		})),
	},
	{
		what: "Posts that need another person's approval",
		items: leaving.posts.map(({ id, title, handle }) => ({
			id,
			text: `${title} (@${handle})`,
		})),
	},
];

function Things({ leaving }: { leaving: Leaving }) {
	const kinds = kindsOf(leaving).filter(({ items }) => items.length > 0);
	if (kinds.length === 0)
		return <p className="text-ink-muted">They leave nothing behind.</p>;
	return (
		<div className="space-y-2">
			{kinds.map(({ what, items }) => (
				<div key={what}>
					<p className="font-medium text-sm">
						{what}: {items.length}
					</p>
					<ul className="wrap-anywhere list-disc ps-4 text-ink-muted text-sm">
						{items.map(({ id, text }) => (
							<li key={id}>{text}</li>
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
