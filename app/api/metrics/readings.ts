import type { Ctx } from "@/lib/command";
import { readMode } from "@/lib/governance/panel/views-mode";
import { type HealthView, readHealth } from "@/lib/jobs/health/views";
import { listCallsInFlight } from "@/lib/publishing/queue/views-attempts";
import type { MetricsReading } from "@/lib/web/live/metrics";

const MODES = [
	"simulation",
	"live",
	"live_without_end",
	"halted",
	"policy_hold",
] as const;

const ageSeconds = (iso: string | null, nowIso: string): number | null =>
	iso === null ? null : (Date.parse(nowIso) - Date.parse(iso)) / 1000;

function healthReadings({
	status,
	reasons,
	checks,
	observedAt,
}: HealthView): MetricsReading[] {
	const { workers, queue } = checks;
	return [
		{
			name: "signalbox_healthy",
			help: "1 when nothing is degraded",
			value: status === "ok" ? 1 : 0,
		},
		{
			name: "signalbox_health_reasons",
			help: "How many reasons make it degraded",
			value: reasons.length,
		},
		{
			name: "signalbox_workers_alive",
			help: "Workers with a fresh heartbeat",
			value: workers.alive,
		},
		{
			name: "signalbox_worker_beat_age_seconds",
			help: "Age of the newest heartbeat",
			value: ageSeconds(workers.lastBeatAt, observedAt),
		},
		{
			name: "signalbox_queue_lag_seconds",
			help: "How long the oldest ready job has waited",
			value: queue.lagMs === null ? null : queue.lagMs / 1000,
		},
		{
			name: "signalbox_oldest_due_post_age_seconds",
			help: "How long the oldest due post has waited",
			value: ageSeconds(queue.oldestDuePost, observedAt),
		},
	];
}

/** What Prometheus is told of the installation. */
export async function readReadings(ctx: Ctx): Promise<MetricsReading[]> {
	const health = await readHealth(ctx);
	const { mode } = await readMode(ctx);
	return [
		...healthReadings(health),
		{
			name: "signalbox_calls_in_flight",
			help: "Publish calls whose outcome is open",
			value: (await listCallsInFlight(ctx)).length,
		},
		...MODES.map((each) => ({
			name: "signalbox_mode",
			help: "1 for the publishing mode that holds now",
			labels: { mode: each },
			value: each === mode ? 1 : 0,
		})),
	];
}
