"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";

/** Whether a dialog is open: a link can lead straight into it by `?act=`, and leaving the page or the account closes it. */
export function useActInUrl(
	act: string,
): [open: boolean, turn: (open: boolean) => void] {
	const pathname = usePathname();
	const params = useSearchParams();
	const named = params.get("act") === act;
	const place = `${pathname} ${params.get("account")} ${named}`;
	const [open, setOpen] = useState(named);
	const [seenAt, setSeenAt] = useState(place);
	if (place !== seenAt) {
		setSeenAt(place);
		setOpen(named);
	}
	// Held here, since what the URL says comes late while the page is being read again.
	const turn = (next: boolean) => {
		setOpen(next);
		if (next || !named) return;
		const rest = new URLSearchParams(params);
		rest.delete("act");
		// Nothing is read anew for a dialog, as it would be through the router.
		window.history.replaceState(
			null,
			"",
			rest.size > 0 ? `${pathname}?${rest}` : pathname,
		);
	};
	return [open, turn];
}
