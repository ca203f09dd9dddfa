type Account = { id: string; handle: string };

/** The account that the URL names, by id or handle; else the first. Null when there is none at all. */
export function chooseAccount<A extends Account>(
	accounts: readonly A[],
	asked: string | readonly string[] | null | undefined,
): A | null {
	const named = accounts.find(
		({ id, handle }) => id === asked || handle === asked,
	);
	return named ?? accounts[0] ?? null;
}
