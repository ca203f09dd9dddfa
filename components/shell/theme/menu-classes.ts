import { cx } from "@/components/ui/cx";
import { FLOATING_CLASSES } from "@/components/ui/overlays/overlay-classes";

export const MENU_CLASSES = cx(FLOATING_CLASSES, "min-w-56 p-1");

export const MENU_ITEM_CLASSES =
	"flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-sm px-2 outline-none data-[highlighted]:bg-accent-soft pointer-coarse:min-h-11";
