/** Lets `act` run at once, then at most once per `everyMs`; the last request is never lost. */
export function makeThrottle(
	act: () => void,
	everyMs: number,
): { ask: () => void; cancel: () => void } {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let wanted = false;
	const rest = () => {
		timer = undefined;
		if (!wanted) return;
		wanted = false;
		ask();
	};
	const ask = () => {
		if (timer !== undefined) {
			wanted = true;
			return;
		}
		timer = setTimeout(rest, everyMs);
		act();
	};
	const cancel = () => {
		clearTimeout(timer);
		timer = undefined;
		wanted = false;
	};
	return { ask, cancel };
}
