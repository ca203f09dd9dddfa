import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { StatePanel } from "./state-panel";

type ForbiddenStateProps = {
	/** Completes "You may not …". */
	act: string;
	/** Roles or people who can. */
	whoCan: readonly string[];
	action?: ReactNode;
};

const eitherOf = new Intl.ListFormat("en", { type: "disjunction" });

export function ForbiddenState({ act, whoCan, action }: ForbiddenStateProps) {
	return (
		<StatePanel
			icon={Lock}
			tone="neutral"
			title={`You may not ${act}`}
			action={action}
		>
			{whoCan.length === 0
				? "Nobody has this right at the moment. An administrator can give it."
				: `Ask ${eitherOf.format(whoCan)}.`}
		</StatePanel>
	);
}
