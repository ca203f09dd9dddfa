type Account = { id: string; handle: string };

const isNamed = ({ id, handle }: Account, asked: unknown): boolean =>
	id === asked || handle === asked;

/** The account that the URL names, by id or handle; else the first. Null when there is none at all. */
export function chooseAccount<A extends Account>(
	accounts: readonly A[],
	asked: string | readonly string[] | null | undefined,
): A | null {
	const named = accounts.find((account) => isNamed(account, asked));
	return named ?? accounts[0] ?? null;
}

/** What the URL calls an account and the reader has no such; null when it names one of theirs, or none. */
export const fruitlessRequest = (
	accounts: readonly Account[],
	asked: string | null,
): string | null =>
	accounts.some((account) => isNamed(account, asked)) ? null : asked || null;
