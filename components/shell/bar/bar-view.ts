import type { ModeView } from "@/lib/governance/panel/views-mode";
import type { ModeView as BarView } from "./mode-view";

/** The mode as the bar shows it: while live, its sentence names the accounts already. */
export const barView = ({ until, ...view }: ModeView): BarView => ({
	...view,
	until: until ?? undefined,
	...(view.mode === "live" && { accounts: [] }),
});
