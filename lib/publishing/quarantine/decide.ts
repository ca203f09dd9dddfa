/** A quarantine of some media, standing or lifted. */
export type QuarantineRow = {
	sha256: string;
	reason: string;
	setByName: string;
	setAt: Date;
	liftedAt: Date | null;
};

/** What a post's media went through. */
export type QuarantineFacts = {
	standing: { byName: string; at: Date; reason: string } | null;
	/** When the last of the lifted ones ended. */
	endedAt: Date | null;
};

/** The quarantines of these media, of all that were read. */
export function quarantineFacts(
	rows: readonly QuarantineRow[],
	sha256s: readonly string[],
): QuarantineFacts {
	const mine = rows.filter(({ sha256 }) => sha256s.includes(sha256));
	const standing = mine.find(({ liftedAt }) => liftedAt === null);
	const ends = mine.flatMap(({ liftedAt }) => liftedAt?.getTime() ?? []);
	return {
		standing: standing
			? {
					byName: standing.setByName,
					at: standing.setAt,
					reason: standing.reason,
				}
			: null,
		endedAt: ends.length > 0 ? new Date(Math.max(...ends)) : null,
	};
}

/** Was this decided before the media's quarantine ended? Then it counts no more: nobody who decided knew of it (R5). */
export const isVoidByQuarantine = (
	decidedAt: Date,
	{ standing, endedAt }: QuarantineFacts,
): boolean => standing !== null || (endedAt !== null && decidedAt <= endedAt);

export const describeQuarantine = (by: {
	byName: string;
	reason: string;
}): string => `quarantined by ${by.byName}: ${by.reason}`;

/** Why a post cannot go on, or null: its media are quarantined, or it was stopped and nobody requeued it. */
export function refuseQuarantined(
	post: { state: string },
	{ standing }: QuarantineFacts,
): string | null {
	if (standing)
		return `its picture is ${describeQuarantine(standing)}; compliance must lift that first`;
	return post.state === "quarantined"
		? "its quarantine has ended: requeue it into a new slot first"
		: null;
}
