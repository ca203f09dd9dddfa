"use client";
import {
	CircleAlert,
	CircleCheck,
	Info,
	LoaderCircle,
	TriangleAlert,
} from "lucide-react";
import { Toaster as Sonner } from "sonner";
import { cx } from "./cx";
import { FLOATING_CLASSES } from "./overlay-classes";

const ICON = "mt-0.5 size-4 shrink-0";

/** Where messages appear; errors stay until they are closed. */
export function Toaster() {
	return (
		<Sonner
			position="bottom-right"
			mobileOffset={{ bottom: "4.5rem" }}
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
						"order-last grid size-6 shrink-0 place-items-center rounded-sm text-ink-muted hover:bg-sunken [&_svg]:size-4",
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
