/**
 * Completes the paths that stand on a line of their own: a channel is read outside the product.
 * Without an address of ours they stay as they are.
 */
export const withAddress = (
	text: string,
	address: string | undefined,
): string =>
	address === undefined
		? text
		: text.replace(
				/^\/\S+$/gm,
				(path) => `${address.replace(/\/$/, "")}${path}`,
			);
