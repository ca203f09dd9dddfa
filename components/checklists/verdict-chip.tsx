import { CircleHelp, Clock, Hourglass, type LucideIcon } from "lucide-react";
import { StatusChip } from "@/components/ui/status-chip";
import type { Tone } from "@/components/ui/tone";
import type { ItemVerdict } from "@/lib/checklists/model";

const LOOK: Record<
	ItemVerdict,
	{ tone: Tone; word: string; icon?: LucideIcon }
> = {
	pass: { tone: "ok", word: "pass" },
	fail: { tone: "bad", word: "fail" },
	unknown: { tone: "warn", word: "unknown", icon: CircleHelp },
	stale: { tone: "warn", word: "stale", icon: Clock },
	late: { tone: "info", word: "late, by the platform", icon: Hourglass },
};

export function VerdictChip({ verdict }: { verdict: ItemVerdict }) {
	const { tone, word, icon } = LOOK[verdict];
	return (
		<StatusChip tone={tone} {...(icon && { icon })}>
			{word}
		</StatusChip>
	);
}
