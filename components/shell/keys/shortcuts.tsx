"use client";
import { CircleHelp } from "lucide-react";
import { useCallback, useState } from "react";
import { NAV_PAGES } from "@/components/shell/navigation";
import { useStoredFlag } from "@/components/shell/theme/use-stored-flag";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Kbd } from "@/components/ui/kbd";
import { Dialog } from "@/components/ui/overlays/dialog";
import { useShortcuts } from "./use-shortcuts";

type Help = { first?: string; key: string; does: string };

const GENERAL: readonly Help[] = [
	{ first: "Ctrl ⌘", key: "K", does: "Find a page or an action" },
	{ key: "j", does: "Next row" },
	{ key: "k", does: "Previous row" },
	{ key: "Enter", does: "Open the row" },
	{ key: "a", does: "Approve the row" },
	{ key: "r", does: "Reject the row" },
	{ key: "?", does: "This help" },
];

const GOING: readonly Help[] = NAV_PAGES.map(({ letter, label }) => ({
	first: "g",
	key: letter,
	does: label,
}));

function Keys({ title, list }: { title: string; list: readonly Help[] }) {
	return (
		<section className="space-y-2">
			<h3 className="font-medium text-ink-muted">{title}</h3>
			<dl className="space-y-1">
				{list.map(({ first, key, does }) => (
					<div key={does} className="flex items-start justify-between gap-4">
						<dt>{does}</dt>
						<dd className="flex gap-1">
							{first && <Kbd>{first}</Kbd>}
							<Kbd>{key}</Kbd>
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}

/** The single keys, their help, and the switch that turns them off. */
export function Shortcuts() {
	const [helpOpen, setHelpOpen] = useState(false);
	const [on, setOn] = useStoredFlag("signalbox.single-keys");
	useShortcuts(
		on,
		useCallback(() => setHelpOpen(true), []),
	);
	return (
		<Dialog
			title="Keyboard"
			open={helpOpen}
			onOpenChange={setHelpOpen}
			trigger={
				<Button variant="ghost" size="icon" aria-label="Keyboard help">
					<CircleHelp aria-hidden />
				</Button>
			}
		>
			<div className="grid gap-6 sm:grid-cols-2">
				<Keys title="Anywhere" list={GENERAL} />
				<Keys title="Go to" list={GOING} />
			</div>
			<Checkbox
				label="Use single keys"
				hint="Switch off if a screen reader or speech input needs them."
				checked={on}
				onChange={(event) => setOn(event.currentTarget.checked)}
			/>
		</Dialog>
	);
}
