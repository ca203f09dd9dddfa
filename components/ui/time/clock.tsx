"use client";
import {
	createContext,
	type ReactNode,
	use,
	useCallback,
	useEffect,
	useState,
	useSyncExternalStore,
} from "react";

type Clock = { serverNowMs: number; offsetMs: number };

const ClockContext = createContext<Clock | null>(null);

type ClockProviderProps = {
	/** The deciding clock's time when the page was rendered. */
	nowIso: string;
	children: ReactNode;
};

/** Makes the screens tell the server's time, also where this computer's clock is wrong or a test clock runs ahead. */
export function ClockProvider({ nowIso, children }: ClockProviderProps) {
	const serverNowMs = Date.parse(nowIso);
	const [offsetMs, setOffsetMs] = useState(0);
	useEffect(() => {
		setOffsetMs(serverNowMs - Date.now());
	}, [serverNowMs]);
	return (
		<ClockContext value={{ serverNowMs, offsetMs }}>{children}</ClockContext>
	);
}

/** The server's time in ms, moving in steps of `stepMs`; null until it is known. */
export function useNow(stepMs: number): number | null {
	const clock = use(ClockContext);
	const offsetMs = clock?.offsetMs ?? 0;
	const subscribe = useCallback(
		(tick: () => void) => {
			const timer = setInterval(tick, Math.min(stepMs, 1_000));
			return () => clearInterval(timer);
		},
		[stepMs],
	);
	return useSyncExternalStore(
		subscribe,
		() => Math.floor((Date.now() + offsetMs) / stepMs) * stepMs,
		() => clock?.serverNowMs ?? null,
	);
}
