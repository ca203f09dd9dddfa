"use client";
import { AtSign, Check, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { DropdownMenu } from "radix-ui";
import { accountHref } from "@/components/shell/navigation";
import {
	MENU_CLASSES,
	MENU_ITEM_CLASSES,
} from "@/components/shell/theme/menu-classes";
import { Button } from "@/components/ui/button";

export type AccountChoice = { id: string; handle: string; zone: string };

type AccountSwitcherProps = {
	accounts: readonly AccountChoice[];
	/** The account shown now: what the URL names, or the server's choice. */
	currentId: string;
};

export function AccountSwitcher(props: AccountSwitcherProps) {
	const { accounts, currentId } = props;
	const pathname = usePathname();
	const query = useSearchParams().toString();
	const current = accounts.find(({ id }) => id === currentId);
	return (
		<DropdownMenu.Root>
			<DropdownMenu.Trigger asChild>
				<Button>
					<AtSign aria-hidden className="text-ink-muted" />
					<span className="sr-only">Account: </span>
					<span className="max-w-48 truncate">
						{current?.handle ?? "Choose an account"}
					</span>
					<ChevronsUpDown aria-hidden className="text-ink-muted" />
				</Button>
			</DropdownMenu.Trigger>
			<DropdownMenu.Portal>
				<DropdownMenu.Content
					align="start"
					sideOffset={4}
					collisionPadding={8}
					className={MENU_CLASSES}
				>
					{accounts.map(({ id, handle, zone }) => (
						<DropdownMenu.Item key={id} asChild className={MENU_ITEM_CLASSES}>
							<Link
								href={accountHref(pathname, query, id)}
								aria-current={id === currentId || undefined}
							>
								<span className="size-4">
									{id === currentId && <Check aria-hidden className="size-4" />}
								</span>
								<span className="flex-1">{handle}</span>
								<span className="text-ink-muted text-sm">{zone}</span>
							</Link>
						</DropdownMenu.Item>
					))}
				</DropdownMenu.Content>
			</DropdownMenu.Portal>
		</DropdownMenu.Root>
	);
}
