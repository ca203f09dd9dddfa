/**
 * Tables whose rows change without an audit event (R7). Telemetry only: no row in them can change
 * what somebody may do. A test checks the list against the schema.
 */
export const TELEMETRY_TABLES = [
	"worker_heartbeat",
	"throttle",
	"operation_run",
	"outbox_message",
	"rate_limit_reading",
	"usage_event",
	"source_signal",
	"snapshot",
	"account_day",
	"collector_health",
] as const;

/**
 * Columns that change by themselves without an event, in tables that are audited otherwise: heartbeats,
 * written every second or few. They hold off another worker for so long, and decide nothing for a person.
 */
export const TELEMETRY_COLUMNS = [
	// The worker that has a run is still at it.
	"run.lease_until",
	// The last message to the team channel went out then, which paces the next.
	"setting.channel_checked_at",
] as const;

/** The log and the clock cannot log themselves. */
export const PLUMBING_TABLES = ["audit_event", "audit_head", "brake"] as const;
