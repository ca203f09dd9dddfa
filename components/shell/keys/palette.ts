import type { AccountChoice } from "@/components/shell/nav/account-switcher";
import { NAV_PAGES } from "@/components/shell/navigation";
import type { PaletteEntry } from "./command-palette";

/** What an actor may do, by the names of the rights that acts in the palette need. */
export type PaletteRights = {
	request: boolean;
	hold: boolean;
	halt: boolean;
	exportAudit: boolean;
};

type Act = Omit<PaletteEntry, "group"> & { needs: keyof PaletteRights };

const ACTS: readonly Act[] = [
	{
		needs: "halt",
		label: "Halt publishing",
		href: "/governance?act=halt",
		keywords: ["stop", "brake", "pause", "emergency"],
	},
	{
		needs: "request",
		label: "Request an approval window",
		href: "/governance?act=request",
		keywords: ["live", "publish", "open", "signals"],
	},
	{
		needs: "hold",
		label: "Set a policy hold",
		href: "/governance?act=hold",
		keywords: ["compliance", "approval"],
	},
	{
		needs: "exportAudit",
		label: "Export the audit log",
		href: "/audit?act=export",
		keywords: ["download", "evidence"],
	},
];

/** Every page, and every act that this person may do. */
export function paletteEntries(
	rights: PaletteRights,
	accounts: readonly AccountChoice[],
): PaletteEntry[] {
	return [
		...NAV_PAGES.map(({ label, href, letter }) => ({
			group: "Pages",
			label,
			href,
			shortcut: `g ${letter}`,
		})),
		...ACTS.filter(({ needs }) => rights[needs]).map(
			({ needs: _, ...entry }) => ({ group: "Actions", ...entry }),
		),
		{
			group: "Actions",
			label: "Why is the next post simulated?",
			href: "/governance#why",
			keywords: ["gate", "explain", "signals", "live"],
		},
		...accounts.map(({ id, handle }) => ({
			group: "Accounts",
			label: `@${handle}`,
			href: `/today?account=${id}`,
		})),
	];
}
