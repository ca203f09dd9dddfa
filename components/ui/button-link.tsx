import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClasses } from "./button-classes";
import { cx } from "./cx";

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook;

export function ButtonLink(props: ButtonLinkProps) {
	const { variant, size, className, ...link } = props;
	return (
		<Link
			{...link}
			className={cx(buttonClasses({ variant, size }), "gap-1.5", className)}
		/>
	);
}
