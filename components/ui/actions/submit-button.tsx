"use client";
import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "@/components/ui/button";

/** A submit button that is pending while its form's action runs. */
export function SubmitButton(props: ComponentProps<typeof Button>) {
	const { pending } = useFormStatus();
	return (
		<Button variant="primary" {...props} type="submit" pending={pending} />
	);
}
