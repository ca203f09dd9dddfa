import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClasses } from "./button-classes";
import { cx } from "./cx";

type ButtonProps = ComponentProps<"button"> &
	ButtonLook & { pending?: boolean };

/** While pending it stays focusable, keeps its width and cannot be pressed again. */
export function Button(props: ButtonProps) {
	const { variant, size, pending = false, className, ...rest } = props;
	const { type = "button", onClick, children, ...native } = rest;
	return (
		<button
			{...native}
			type={pending ? "button" : type}
			onClick={pending ? undefined : onClick}
			aria-disabled={pending || native["aria-disabled"]}
			aria-busy={pending || undefined}
			className={cx(buttonClasses({ variant, size }), "relative", className)}
		>
			{pending && (
				<span className="absolute inset-0 grid place-items-center">
					<LoaderCircle aria-hidden className="size-4 animate-spin" />
				</span>
			)}
			<span
				className={cx(
					"inline-flex items-center justify-center gap-1.5",
					pending && "opacity-0",
				)}
			>
				{children}
			</span>
		</button>
	);
}
