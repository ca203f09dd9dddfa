"use client";
import {
	CommandPalette,
	type PaletteEntry,
} from "@/components/shell/keys/command-palette";
import { Shortcuts } from "@/components/shell/keys/shortcuts";
import { UserMenu } from "@/components/shell/nav/user-menu";

type UserToolsProps = {
	name: string;
	roles: string;
	entries: readonly PaletteEntry[];
	signOut: () => Promise<unknown>;
};

/** Palette, keyboard help and the person's own menu. */
export function UserTools({ name, roles, entries, signOut }: UserToolsProps) {
	return (
		<>
			<CommandPalette entries={entries} />
			<Shortcuts />
			<UserMenu
				name={name}
				roles={roles}
				links={[{ label: "Settings", href: "/settings" }]}
				onSignOut={async () => void (await signOut())}
			/>
		</>
	);
}
