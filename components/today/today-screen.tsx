"use client";
import { useQuery } from "@tanstack/react-query";
import { PageHeader } from "@/components/ui/page-header";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { formatInstant } from "@/components/ui/time/format-time";
import { signoffQuery } from "@/lib/signoff/queries";
import type { TodayActs } from "./acts";
import { ChecklistCard } from "./checklist-card";
import { DueCard } from "./due-card";
import { Figures } from "./figures";
import { IncidentsCard } from "./incidents-card";
import { MissedYesterday, SignOffCard } from "./signoff-card";
import { SlotsCard } from "./slots-card";

type TodayScreenProps = { accountId: string; acts: TodayActs };

/** Is the loop healthy, and can I sign off? */
export function TodayScreen({ accountId, acts }: TodayScreenProps) {
	const query = useQuery(signoffQuery.today(accountId));
	const { data: today, error, refetch } = query;
	if (!today)
		return <QueryFailed what="The day" error={error} retry={refetch} />;
	const { zone, observedAt } = today;
	return (
		<>
			<PageHeader
				title="Today"
				description={`${formatInstant(observedAt, zone, "weekday")}, @${today.handle}, as of ${formatInstant(observedAt, zone, "time")} ${zone}`}
			/>
			<SignOffCard today={today} />
			<MissedYesterday today={today} />
			<Figures today={today} />
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
				<ChecklistCard today={today} acts={acts} />
				<div className="grid min-w-0 gap-4">
					<SlotsCard today={today} acts={acts} />
					<DueCard today={today} />
					<IncidentsCard today={today} acts={acts} />
				</div>
			</div>
		</>
	);
}
