import { NAV_PAGES } from "@/components/shell/navigation";

export type Shortcut =
	| { kind: "none" }
	/** `g` was pressed: a letter is awaited. */
	| { kind: "await_letter" }
	| { kind: "go"; href: string }
	| { kind: "move"; by: 1 | -1 }
	| { kind: "open_row" }
	| { kind: "help" }
	/** Press what carries this letter in the row at hand. */
	| { kind: "row_act"; letter: string };

export type KeyPress = {
	key: string;
	/** Ctrl, Alt or ⌘ belong to the browser. */
	withModifier: boolean;
	/** Somebody is typing, or a dialog is open. */
	busyElsewhere: boolean;
	awaitingLetter: boolean;
};

const NONE: Shortcut = { kind: "none" };

function afterG(letter: string): Shortcut {
	const page = NAV_PAGES.find((candidate) => candidate.letter === letter);
	return page ? { kind: "go", href: page.href } : NONE;
}

/** What a key press asks for. */
export function shortcutOf(press: KeyPress): Shortcut {
	const { key, withModifier, busyElsewhere, awaitingLetter } = press;
	if (withModifier || busyElsewhere) return NONE;
	if (awaitingLetter) return afterG(key);
	switch (key) {
		case "g":
			return { kind: "await_letter" };
		case "j":
			return { kind: "move", by: 1 };
		case "k":
			return { kind: "move", by: -1 };
		case "Enter":
			return { kind: "open_row" };
		case "?":
			return { kind: "help" };
		default:
			return /^[a-z]$/.test(key) ? { kind: "row_act", letter: key } : NONE;
	}
}
