import { Metric } from "@/components/ui/metric";
import { Missing } from "@/components/ui/states/missing";
import { Time } from "@/components/ui/time/time";
import type { TodayView, VolumeFigure } from "@/lib/signoff/model-today";
import { onAccount, slotLook } from "./describe";

type FigureProps = { today: TodayView };

const TARGET_PERCENT = 98;
const oneDecimal = (value: number) => Math.round(value * 10) / 10;

const Observed = ({ today }: FigureProps) => (
	<Time
		iso={today.observedAt}
		zone={today.zone}
		style="time"
		showZone={false}
	/>
);

const rehearsals = (count: number): string =>
	count === 0 ? "no rehearsal" : `rehearsal: ${count} simulated`;

function PublishSuccess({ today }: FigureProps) {
	const { published, failed, rehearsed } = today.figures.publish;
	const ended = published + failed;
	const percent = ended === 0 ? null : (published / ended) * 100;
	const met = percent !== null && percent >= TARGET_PERCENT;
	return (
		<Metric
			label="Publish success"
			value={
				percent === null ? (
					<Missing why="no data" />
				) : (
					`${oneDecimal(percent)} %`
				)
			}
			context={`24 h; target ≥ ${TARGET_PERCENT} %; ${ended === 0 ? "no live post ended" : `${published} of ${ended} live posts`}; ${rehearsals(rehearsed)}`}
			{...(percent !== null && {
				status: {
					tone: met ? "ok" : "bad",
					word: met ? "on target" : "below",
				} as const,
			})}
			observed={<Observed today={today} />}
			href={onAccount("/queue?state=sent", today.accountId)}
		/>
	);
}

/** Within one of the plan is on plan. */
function volumeStatus({ planned, due, published }: VolumeFigure) {
	if (due - published > 1) return { tone: "bad", word: "behind" } as const;
	if (published - planned > 1)
		return { tone: "warn", word: "over plan" } as const;
	return { tone: "ok", word: "on plan" } as const;
}

function Volume({ today }: FigureProps) {
	const { planned, due, published, rehearsed, applicable } =
		today.figures.volume;
	return (
		<Metric
			label="Volume today"
			value={
				applicable ? (
					`${published} of ${planned}`
				) : (
					<Missing why="not applicable" />
				)
			}
			context={`${applicable ? "" : "nothing was to go out live; "}plan ${planned} ± 1, ${due} due by now; ${rehearsals(rehearsed)}`}
			{...(applicable && { status: volumeStatus(today.figures.volume) })}
			observed={<Observed today={today} />}
			href={onAccount("/queue?state=all", today.accountId)}
		/>
	);
}

function Incidents({ today }: FigureProps) {
	const { open, uncared, worst } = today.figures.incidents;
	return (
		<Metric
			label="Open incidents"
			value={open}
			context={
				uncared === 0
					? "target: each with an owner and a standing ETA"
					: `${uncared} without an owner or a standing ETA; target 0`
			}
			status={
				worst === null
					? { tone: "ok", word: "none" }
					: { tone: uncared > 0 ? "bad" : "warn", word: `worst SEV${worst}` }
			}
			observed={<Observed today={today} />}
			href={onAccount("/incidents", today.accountId)}
		/>
	);
}

const MODE = {
	live: { tone: "live", word: "live" },
	simulated: { tone: "info", word: "rehearsal" },
	held: { tone: "warn", word: "held" },
	stopped: { tone: "bad", word: "stopped" },
} as const;

const WAITS = { tone: "warn", word: "calls are stopped" } as const;

function NextPost({ today }: FigureProps) {
	const { gate, slots, zone } = today;
	const next = slots.find(({ at }) => at > today.observedAt);
	return (
		<Metric
			label="Next slot"
			value={
				next ? (
					<Time iso={next.at} zone={zone} style="time" showZone={false} />
				) : (
					<Missing why="none in 24 h" />
				)
			}
			context={
				next
					? `${next.post?.title ?? "no post"}: ${slotLook(next).word}`
					: (gate.reasons[0] ?? "")
			}
			status={next?.waits ? WAITS : MODE[next?.gate ?? gate.mode]}
			observed={<Observed today={today} />}
			href={onAccount("/governance", today.accountId)}
		/>
	);
}

/** Four numbers that say how the loop is, each with its target, its age and its rows. */
export function Figures({ today }: FigureProps) {
	return (
		<section
			aria-label="How the loop is"
			className="grid grid-cols-2 gap-2 sm:gap-4 xl:grid-cols-4"
		>
			<PublishSuccess today={today} />
			<Volume today={today} />
			<Incidents today={today} />
			<NextPost today={today} />
		</section>
	);
}
