"use client";
import {
	CircleAlert,
	CircleCheck,
	Info,
	LoaderCircle,
	TriangleAlert,
} from "lucide-react";
import { useSyncExternalStore } from "react";
import { Toaster as Sonner } from "sonner";
import { cx } from "@/components/ui/cx";
import { FLOATING_CLASSES } from "./overlay-classes";

const ICON = "mt-0.5 size-4 shrink-0";

// Sonner's own border between its two layouts.
const NARROW = "(max-width: 600px)";

function watchWidth(onChange: () => void) {
	const media = matchMedia(NARROW);
	media.addEventListener("change", onChange);
	return () => media.removeEventListener("change", onChange);
}

/** Where messages appear: on a phone below the mode bar, as sheets come from below; errors stay until they are closed. */
export function Toaster() {
	const isNarrow = useSyncExternalStore(
		watchWidth,
		() => matchMedia(NARROW).matches,
		() => false,
	);
	return (
		<Sonner
			position={isNarrow ? "top-center" : "bottom-right"}
			mobileOffset={{ top: "calc(var(--bar-height) + 0.5rem)" }}
			closeButton
			expand
			style={{ fontFamily: "inherit" }}
			toastOptions={{
				unstyled: true,
				classNames: {
					toast: cx(
						FLOATING_CLASSES,
						"flex w-full items-start gap-2 px-3 py-2.5 text-base sm:w-96",
					),
					content: "min-w-0 flex-1",
					title: "font-medium",
					description: "break-words text-ink-muted",
					closeButton:
						"order-last grid size-6 shrink-0 place-items-center rounded-sm text-ink-muted hover:bg-sunken pointer-coarse:size-11 [&_svg]:size-4",
				},
			}}
			icons={{
				success: <CircleCheck aria-hidden className={cx(ICON, "text-ok")} />,
				error: <CircleAlert aria-hidden className={cx(ICON, "text-bad")} />,
				warning: (
					<TriangleAlert aria-hidden className={cx(ICON, "text-warn")} />
				),
				info: <Info aria-hidden className={cx(ICON, "text-info")} />,
				loading: (
					<LoaderCircle aria-hidden className={cx(ICON, "animate-spin")} />
				),
			}}
		/>
	);
}
