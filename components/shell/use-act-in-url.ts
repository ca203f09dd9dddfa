"use client";
import { usePathname, useSearchParams } from "next/navigation";

/** Whether `?act=` names this dialog, and what opens or closes it: a link can lead straight into it. */
export function useActInUrl(
	act: string,
): [open: boolean, turn: (open: boolean) => void] {
	const pathname = usePathname();
	const params = useSearchParams();
	const turn = (open: boolean) => {
		const next = new URLSearchParams(params);
		if (open) next.set("act", act);
		else next.delete("act");
		const url = next.size > 0 ? `${pathname}?${next}` : pathname;
		// Nothing is read anew for a dialog, as it would be through the router.
		window.history.replaceState(null, "", url);
	};
	return [params.get("act") === act, turn];
}
