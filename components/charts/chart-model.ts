import type { Tone } from "@/components/ui/tone";
import type { NonEmpty } from "@/lib/core/non-empty";

/** One observed value of one day; null with its reason where there is none. */
export type ChartPoint = {
	/** The date in the chart's zone, YYYY-MM-DD. */
	day: string;
	value: number | null;
	/** The interval in which the true value lies, where it is known. */
	low?: number;
	high?: number;
	/** Why there is no value. */
	missing?: string;
};

export type ChartSeries = {
	id: string;
	label: string;
	points: readonly ChartPoint[];
};

/** Something that happened and may explain a change: an incident, a new strategy. */
export type ChartEvent = { day: string; label: string; tone: Tone };

export type ChartTarget = { value: number; label: string };

export type ChartView = {
	/** As "reach (accounts)" or "%"; stands at the value axis. */
	unit: string;
	/** Where the days begin and end at midnight, as "Europe/Berlin". */
	zone: string;
	series: NonEmpty<ChartSeries>;
	target?: ChartTarget;
	events?: readonly ChartEvent[];
	/** The ends of the value axis; from 0 unless said otherwise. */
	domain?: readonly [number, number];
};
