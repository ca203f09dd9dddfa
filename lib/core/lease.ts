/** What a row loses when it leaves a worker's hands. */
export const NO_LEASE = { leaseOwner: null, leaseUntil: null } as const;

/** True when nobody holds the row any more: it may be taken again, or its outcome is in doubt. */
export const isLeaseOver = (
	{ leaseUntil }: { leaseUntil: Date | null },
	now: Date,
): boolean => leaseUntil === null || leaseUntil <= now;

/** `isLeaseOver` as a condition of a query. */
export const leaseOver = (now: Date) => ({
	OR: [{ leaseUntil: null }, { leaseUntil: { lte: now } }],
});
