import type { PublishDeps } from "@/lib/publishing/publish/deps";

/** Does something once, after the platform has answered this path and before anybody sees it. */
export const onAnswer = (
	path: string,
	act: () => Promise<unknown>,
): Partial<PublishDeps> => {
	let did = false;
	return {
		fetch: async (input, init) => {
			const response = await fetch(input, init);
			const url = String(input);
			const there = path.endsWith("?")
				? url.includes(path)
				: url.endsWith(path);
			if (there && !did) {
				did = true;
				await act();
			}
			return response;
		},
	};
};

/** Something to wait for until somebody opens it. */
export function latch() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { open, opened };
}

/** The list of media is the last thing that is read before the intent. */
export const beforeIntent = (act: () => Promise<unknown>) =>
	onAnswer("/media?", act);
