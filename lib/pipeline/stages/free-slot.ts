import { readAccountFacts } from "@/lib/accounts/facts";
import { nextFreeSlot } from "@/lib/accounts/slots";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY } from "@/lib/core/time";
import type { Db, Tx } from "@/lib/db/client";
import { SLOT_STATES } from "@/lib/publishing/post/model";
import { listHeldSlots } from "./store-slots";

const HORIZON_DAYS = 14;

/**
 * The slot a post of this account gets: the wanted one while it is free and ahead, else the next
 * free one. Throws `refused` when the account has no slot left within two weeks.
 */
export async function findFreeSlot(
	db: Db | Tx,
	accountId: string,
	{ wanted, now }: { wanted: Date | null; now: Date },
): Promise<Date> {
	const account = await readAccountFacts(db, accountId);
	const span = { from: now, to: addMs(now, (HORIZON_DAYS + 1) * DAY) };
	const taken = await listHeldSlots(db, accountId, {
		...span,
		states: SLOT_STATES,
	});
	const isFree =
		wanted && !taken.some((at) => at.getTime() === wanted.getTime());
	if (wanted && isFree && wanted > now) return wanted;
	const slot = nextFreeSlot({
		slots: account.slots,
		zone: account.timeZone,
		taken,
		now,
		horizonDays: HORIZON_DAYS,
	});
	if (slot) return slot;
	throw new AppError(
		"refused",
		account.slots.length === 0
			? `@${account.handle} has no posting slots: add some in its settings`
			: `@${account.handle} has no free slot in the next ${HORIZON_DAYS} days`,
	);
}
