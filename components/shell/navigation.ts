import {
	CalendarCheck,
	ChartSpline,
	ClipboardCheck,
	History,
	LayoutDashboard,
	ListOrdered,
	type LucideIcon,
	Settings,
	Siren,
	TrafficCone,
	Workflow,
} from "lucide-react";

export type NavPage = {
	label: string;
	href: string;
	/** Pressed after `g`. */
	letter: string;
	icon: LucideIcon;
	/** One of the five within reach of the thumb. */
	frequent?: true;
};

export const NAV_PAGES: readonly NavPage[] = [
	{
		label: "Today",
		href: "/today",
		letter: "t",
		icon: LayoutDashboard,
		frequent: true,
	},
	{
		label: "Queue",
		href: "/queue",
		letter: "q",
		icon: ListOrdered,
		frequent: true,
	},
	{ label: "Pipeline", href: "/pipeline", letter: "p", icon: Workflow },
	{
		label: "KPIs",
		href: "/kpis",
		letter: "k",
		icon: ChartSpline,
		frequent: true,
	},
	{ label: "Weekly", href: "/weekly", letter: "w", icon: CalendarCheck },
	{
		label: "Incidents",
		href: "/incidents",
		letter: "i",
		icon: Siren,
		frequent: true,
	},
	{ label: "Governance", href: "/governance", letter: "g", icon: TrafficCone },
	{ label: "Audit", href: "/audit", letter: "a", icon: History },
	{
		label: "Sign-off",
		href: "/signoff",
		letter: "s",
		icon: ClipboardCheck,
		frequent: true,
	},
	{ label: "Settings", href: "/settings", letter: "e", icon: Settings },
];

/** Whether a path lies on a page or below it. */
export const isOnPage = (pathname: string, href: string): boolean =>
	pathname === href || pathname.startsWith(`${href}/`);

/** A page's address that keeps the chosen account. */
export function pageHref(href: string, accountId: string | null): string {
	return accountId
		? `${href}?${new URLSearchParams({ account: accountId })}`
		: href;
}

/** What belongs to one account's rows and means nothing in another's. */
const ROW_STATE = ["row", "cursor"];

/** This page for another account: filters and ranges stay, selected rows go. */
export function accountHref(
	pathname: string,
	query: string,
	accountId: string,
): string {
	const params = new URLSearchParams(query);
	for (const name of ROW_STATE) params.delete(name);
	params.set("account", accountId);
	return `${pathname}?${params}`;
}
