"use client";
import { CircleUserRound, LogOut } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import {
	MENU_CLASSES,
	MENU_ITEM_CLASSES,
} from "@/components/shell/theme/menu-classes";
import { ThemeChoice } from "@/components/shell/theme/theme-choice";
import { Button } from "@/components/ui/button";

type UserMenuProps = {
	name: string;
	/** In words, as "operator, compliance". */
	roles: string;
	links?: readonly { label: string; href: string }[];
	onSignOut: () => Promise<void>;
};

export function UserMenu({
	name,
	roles,
	links = [],
	onSignOut,
}: UserMenuProps) {
	return (
		<DropdownMenu.Root>
			<DropdownMenu.Trigger asChild>
				<Button variant="ghost">
					<CircleUserRound aria-hidden />
					<span className="max-w-40 truncate max-sm:sr-only">{name}</span>
				</Button>
			</DropdownMenu.Trigger>
			<DropdownMenu.Portal>
				<DropdownMenu.Content
					align="end"
					sideOffset={4}
					collisionPadding={8}
					className={MENU_CLASSES}
				>
					<DropdownMenu.Label className="px-2 py-1.5">
						<span className="block font-medium">{name}</span>
						<span className="text-ink-muted text-sm">{roles}</span>
					</DropdownMenu.Label>
					<DropdownMenu.Separator className="my-1 border-t" />
					{links.map(({ label, href }) => (
						<DropdownMenu.Item key={href} asChild className={MENU_ITEM_CLASSES}>
							<Link href={href}>{label}</Link>
						</DropdownMenu.Item>
					))}
					<DropdownMenu.Label className="px-2 pt-1.5 text-ink-muted text-sm">
						Colours
					</DropdownMenu.Label>
					<ThemeChoice />
					<DropdownMenu.Separator className="my-1 border-t" />
					<DropdownMenu.Item
						onSelect={() => void onSignOut()}
						className={MENU_ITEM_CLASSES}
					>
						<LogOut aria-hidden className="size-4" />
						Sign out
					</DropdownMenu.Item>
				</DropdownMenu.Content>
			</DropdownMenu.Portal>
		</DropdownMenu.Root>
	);
}
