import { appendAudit } from "@/lib/audit/append";
import type { AuditEvent } from "@/lib/audit/event";
import type { NonEmpty } from "@/lib/core/non-empty";
import { transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { type Result, rateOfCalls } from "./measure";
import type { Room } from "./room";

const CALLERS = 8;

const EVENTS: NonEmpty<AuditEvent> = [
	{
		action: "clock.advance",
		subject: { type: "clock", id: "bench" },
		after: { advanceMs: 1 },
	},
];

/** Every change appends to one chain under the head row's lock: what that costs when eight append at once. */
export async function benchAudit(room: Room): Promise<Result> {
	const ctx = room.as("worker");
	const append = () =>
		transaction(ctx.db, async (tx) =>
			appendAudit(tx, ctx, await appNow(tx), EVENTS),
		);
	return {
		promise: `audit appends, ${CALLERS} at once`,
		value: await rateOfCalls(CALLERS, append),
		unit: "/s",
		baseline: {
			name: "transactions that insert one unchained row",
			value: await rateOfCalls(CALLERS, () => insertPlain(room)),
		},
	};
}

async function insertPlain({ pool, accountId }: Room): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query("begin");
		await client.query("select app_now()");
		await client.query(
			"select graphile_worker.add_job('bench', json_build_object('account', $1::text))",
			[accountId],
		);
		await client.query("commit");
	} finally {
		client.release();
	}
}
