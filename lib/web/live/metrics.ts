import { collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** One number; null is left out, since no data is not zero (R9). */
export type MetricsReading = {
	name: string;
	help: string;
	value: number | null;
	labels?: Record<string, string>;
};

// Next bundles this file more than once; the process's own numbers are collected once.
const KEY = Symbol.for("signalbox.process-metrics");
const realm: { [KEY]?: Registry; process?: unknown } = globalThis;

function processRegistry(): Registry {
	if (realm[KEY]) return realm[KEY];
	const registry = new Registry();
	collectDefaultMetrics({ register: registry, prefix: "signalbox_web_" });
	realm[KEY] = registry;
	return registry;
}

/** The readings and this process's own numbers as Prometheus' text format. */
export async function metricsText(
	readings: readonly MetricsReading[],
): Promise<string> {
	const registry = new Registry();
	const gauges = new Map<string, Gauge>();
	for (const { name, help, value, labels = {} } of readings) {
		if (value === null) continue;
		const gauge =
			gauges.get(name) ??
			new Gauge({
				name,
				help,
				labelNames: Object.keys(labels),
				registers: [registry],
			});
		gauges.set(name, gauge);
		gauge.set(labels, value);
	}
	return Registry.merge([registry, processRegistry()]).metrics();
}

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;
