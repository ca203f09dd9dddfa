import Link from "next/link";
import { Eta } from "@/components/incidents/eta";
import { OpenIncident } from "@/components/incidents/open-incident";
import { SeverityChip, StateChip } from "@/components/incidents/severity-chip";
import { Card } from "@/components/ui/card";
import { Missing } from "@/components/ui/states/missing";
import type { TodayView } from "@/lib/signoff/model-today";
import { signoffQuery } from "@/lib/signoff/queries";
import type { TodayActs } from "./acts";
import { onAccount } from "./describe";

type CardProps = { today: TodayView; acts: TodayActs };

/** What is wrong now, whose it is and until when. */
export function IncidentsCard({ today, acts }: CardProps) {
	const { incidents, accountId, zone } = today;
	return (
		<Card
			title={`Open incidents: ${incidents.length}`}
			level={2}
			actions={
				!today.refusals.incident && (
					<OpenIncident
						open={acts.open}
						accounts={today.accounts}
						accountId={accountId}
						owners={today.owners}
						zone={zone}
						invalidates={[signoffQuery.all()]}
					/>
				)
			}
		>
			{incidents.length === 0 ? (
				<p className="text-ink-muted">
					None.{" "}
					<Link
						href={onAccount("/incidents?state=all", accountId)}
						className="prose-link"
					>
						All incidents
					</Link>
				</p>
			) : (
				<ul className="divide-y divide-line">
					{incidents.map((incident) => (
						<li
							key={incident.id}
							data-row={incident.id}
							tabIndex={-1}
							className="-outline-offset-2 space-y-1 py-2 first:pt-0 last:pb-0"
						>
							<p className="break-words">
								<Link
									href={onAccount(`/incidents/${incident.number}`, accountId)}
									className="prose-link font-medium"
								>
									#{incident.number} {incident.title}
								</Link>
							</p>
							<p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
								<SeverityChip severity={incident.severity} />
								<StateChip state={incident.state} />
								<span>
									{incident.owner?.name ?? <Missing why="no owner" />}
								</span>
								<span>
									ETA <Eta incident={incident} zone={zone} />
								</span>
							</p>
						</li>
					))}
				</ul>
			)}
		</Card>
	);
}
