"use client";
import type { ComponentProps } from "react";
import { CONTROL_CLASSES, Field, type FieldText } from "./field";
import { useLimit } from "./use-limit";

type InputProps = FieldText &
	Omit<ComponentProps<"input">, keyof FieldText | "id">;

/** A labelled one-line field; required unless `optional`. */
export function Input(props: InputProps) {
	const { label, hint, error, optional, className, maxLength, ...native } =
		props;
	const { tooLong, onChange } = useLimit(props);
	return (
		<Field {...{ label, hint, optional, className }} error={tooLong ?? error}>
			{(control) => (
				<input
					required={!optional}
					{...native}
					{...control}
					onChange={onChange}
					className={CONTROL_CLASSES}
				/>
			)}
		</Field>
	);
}
