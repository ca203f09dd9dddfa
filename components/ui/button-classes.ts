import { cx } from "./cx";

export type ButtonLook = {
	variant?: "primary" | "secondary" | "danger" | "ghost" | undefined;
	size?: "sm" | "md" | "icon" | undefined;
};

const VARIANTS = {
	primary: "bg-accent-solid text-on-solid hover:bg-accent-strong",
	secondary: "border border-control bg-surface text-ink hover:bg-sunken",
	danger:
		"bg-bad-solid text-on-solid hover:bg-bad-strong in-[.on-solid]:bg-surface in-[.on-solid]:text-bad in-[.on-solid]:hover:bg-sunken",
	ghost: "text-ink hover:bg-sunken",
};

const SIZES = {
	sm: "min-h-7 px-2 text-sm",
	md: "min-h-8 px-3",
	icon: "size-8 pointer-coarse:size-11",
};

/** One look for buttons and for links that stand where a button would. */
export const buttonClasses = ({
	variant = "secondary",
	size = "md",
}: ButtonLook): string =>
	cx(
		"inline-flex select-none items-center justify-center whitespace-nowrap rounded-md font-medium",
		"transition-colors pointer-coarse:min-h-11 disabled:opacity-60 aria-disabled:cursor-default [&_svg]:size-4 [&_svg]:shrink-0",
		VARIANTS[variant],
		SIZES[size],
	);
