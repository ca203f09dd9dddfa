import type { ModeView as BarView } from "@/components/frame/mode-view";
import type { ModeView } from "@/lib/governance/views";

const NOT_GRANTED = " is not granted";

/** Whether the sentence says nothing but that each missing signal is not granted. */
const isPlain = ({ sentence, missing }: ModeView): boolean =>
	sentence.endsWith(
		missing.map((signal) => `${signal}${NOT_GRANTED}`).join("; "),
	) && sentence.startsWith(`Posts are simulated: ${missing[0]}${NOT_GRANTED}`);

/** The mode as the bar shows it: each account and each missing signal is named once. */
export function barView(view: ModeView): BarView {
	const until = view.until ?? undefined;
	if (view.mode === "live") return { ...view, until, accounts: [] };
	if (view.mode !== "simulation" || view.missing.length === 0)
		return { ...view, until };
	return isPlain(view)
		? { ...view, until, sentence: "Posts are simulated" }
		: { ...view, until, missing: [] };
}
