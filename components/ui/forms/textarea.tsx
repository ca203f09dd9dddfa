"use client";
import type { ComponentProps } from "react";
import { CONTROL_CLASSES, Field, type FieldText } from "./field";
import { useLimit } from "./use-limit";

type TextareaProps = FieldText &
	Omit<ComponentProps<"textarea">, keyof FieldText | "id">;

/** A labelled field for prose; required unless `optional`. */
export function Textarea(props: TextareaProps) {
	const { label, hint, error, optional, className, maxLength, ...native } =
		props;
	const { tooLong, onChange } = useLimit(props);
	return (
		<Field {...{ label, hint, optional, className }} error={tooLong ?? error}>
			{(control) => (
				<textarea
					required={!optional}
					rows={4}
					{...native}
					{...control}
					onChange={onChange}
					className={CONTROL_CLASSES}
				/>
			)}
		</Field>
	);
}
