"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import {
	isOnPage,
	type NavPage,
	pageHref,
} from "@/components/shell/navigation";
import { cx } from "@/components/ui/cx";
import { useAccountId } from "./use-account-id";

type NavLinkProps = {
	page: Pick<NavPage, "href" | "label">;
	icon: ReactNode;
	/** A row in the side bar, or a target at the foot of a phone. */
	shape: "row" | "foot";
};

const SHAPES = {
	row: "min-h-8 gap-2.5 rounded-md px-2.5 pointer-coarse:min-h-11 aria-[current]:bg-accent-soft",
	foot: "min-h-14 flex-1 flex-col justify-center gap-0.5 text-xs -outline-offset-2",
};

export function NavLink({ page, icon, shape }: NavLinkProps) {
	const pathname = usePathname();
	const accountId = useAccountId();
	return (
		<Link
			href={pageHref(page.href, accountId)}
			// Live pages refresh often: each refresh would fetch every link's page again.
			prefetch={false}
			aria-current={isOnPage(pathname, page.href) ? "page" : undefined}
			className={cx(
				"flex items-center text-ink-muted hover:text-ink aria-[current]:font-medium aria-[current]:text-accent",
				shape === "row" && "hover:bg-sunken",
				SHAPES[shape],
			)}
		>
			{icon}
			{page.label}
		</Link>
	);
}
