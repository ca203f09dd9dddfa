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

/** The log and the clock cannot log themselves. */
export const PLUMBING_TABLES = ["audit_event", "audit_head", "brake"] as const;
