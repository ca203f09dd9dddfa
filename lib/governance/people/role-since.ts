/** A role that stands; on every account when it names none. */
export type HeldRole = {
	role: string;
	accountId: string | null;
	grantedAt: Date;
};

/** When the first of the wanted roles was given that reaches all of these accounts, where none named is every account; null without one. */
export function roleSince(
	held: readonly HeldRole[],
	wanted: readonly string[],
	accountIds: readonly string[],
): Date | null {
	const [only, ...others] = accountIds;
	const dates = held
		.filter(
			({ role, accountId }) =>
				wanted.includes(role) &&
				(accountId === null || (others.length === 0 && accountId === only)),
		)
		.map(({ grantedAt }) => grantedAt.getTime());
	return dates.length === 0 ? null : new Date(Math.min(...dates));
}
