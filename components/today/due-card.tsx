import { DueList } from "@/components/decisions/due-list";
import { Card } from "@/components/ui/card";
import type { TodayView } from "@/lib/signoff/model-today";

/** The posts that were due last: whether they went out live, and why not. */
export function DueCard({ today }: { today: TodayView }) {
	if (today.lastDue.length === 0) return null;
	return (
		<Card title="Last due" level={2}>
			<DueList posts={today.lastDue} />
		</Card>
	);
}
