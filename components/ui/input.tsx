import type { ComponentProps } from "react";
import { CONTROL_CLASSES, Field, type FieldText } from "./field";

type InputProps = FieldText &
	Omit<ComponentProps<"input">, keyof FieldText | "id">;

/** A labelled one-line field; required unless `optional`. */
export function Input(props: InputProps) {
	const { label, hint, error, optional, className, ...native } = props;
	return (
		<Field {...{ label, hint, error, optional, className }}>
			{(control) => (
				<input
					required={!optional}
					{...native}
					{...control}
					className={CONTROL_CLASSES}
				/>
			)}
		</Field>
	);
}
