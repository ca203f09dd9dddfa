"use client";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import {
	MODAL_CLASSES,
	SCRIM_CLASSES,
} from "@/components/ui/overlays/overlay-classes";
import { mirrorSelection } from "./mirror-selection";

/** A page or an action that this person may use. */
export type PaletteEntry = {
	group: string;
	label: string;
	href: string;
	/** Other words that people may look for. */
	keywords?: string[];
	/** As "g q". */
	shortcut?: string;
};

function usePaletteKey(toggle: () => void): void {
	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent) => {
			if (event.key !== "k" || !(event.metaKey || event.ctrlKey)) return;
			event.preventDefault();
			toggle();
		};
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [toggle]);
}

const GROUP =
	"[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-muted [&_[cmdk-group-heading]]:text-xs";
const ITEM =
	"flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-md px-2.5 data-[selected=true]:bg-accent-soft pointer-coarse:min-h-11";

type EntriesProps = {
	entries: readonly PaletteEntry[];
	onChoose: (href: string) => void;
};

function Entries({ entries, onChoose }: EntriesProps) {
	const headings = [...new Set(entries.map(({ group }) => group))];
	return headings.map((heading) => (
		<Command.Group key={heading} heading={heading} className={GROUP}>
			{entries
				.filter(({ group }) => group === heading)
				.map(({ label, href, keywords = [], shortcut }) => (
					<Command.Item
						key={href}
						value={`${heading} ${label}`}
						keywords={keywords}
						onSelect={() => onChoose(href)}
						className={ITEM}
					>
						{label}
						{shortcut && <Kbd>{shortcut}</Kbd>}
					</Command.Item>
				))}
		</Command.Group>
	));
}

/** Every page and action by its name: ⌘K or Ctrl K. */
export function CommandPalette(props: { entries: readonly PaletteEntry[] }) {
	const router = useRouter();
	const [open, setOpen] = useState(false);
	const [toggle] = useState(() => () => setOpen((before) => !before));
	usePaletteKey(toggle);
	const choose = (href: string) => {
		setOpen(false);
		router.push(href);
	};
	return (
		<>
			<Button
				variant="ghost"
				aria-label="Find a page or an action"
				onClick={toggle}
			>
				<Search aria-hidden />
				<span className="max-sm:hidden">
					<Kbd>Ctrl K</Kbd>
				</span>
			</Button>
			<Command.Dialog
				ref={mirrorSelection}
				open={open}
				onOpenChange={setOpen}
				label="Find a page or an action"
				overlayClassName={SCRIM_CLASSES}
				contentClassName={`${MODAL_CLASSES} p-0!`}
			>
				<Command.Input
					placeholder="Go to a page, start an action…"
					className="w-full border-b bg-transparent px-4 py-3 text-lg outline-none"
				/>
				<Command.List className="max-h-80 overflow-y-auto p-1.5">
					<Command.Empty className="p-4 text-ink-muted">
						Nothing of that name that you may use.
					</Command.Empty>
					<Entries entries={props.entries} onChoose={choose} />
				</Command.List>
			</Command.Dialog>
		</>
	);
}
