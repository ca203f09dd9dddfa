import type { ComponentProps } from "react";
import { CONTROL_CLASSES, Field, type FieldText } from "./field";

type TextareaProps = FieldText &
	Omit<ComponentProps<"textarea">, keyof FieldText | "id">;

/** A labelled field for prose; required unless `optional`. */
export function Textarea(props: TextareaProps) {
	const { label, hint, error, optional, className, ...native } = props;
	return (
		<Field {...{ label, hint, error, optional, className }}>
			{(control) => (
				<textarea
					required={!optional}
					rows={4}
					{...native}
					{...control}
					className={CONTROL_CLASSES}
				/>
			)}
		</Field>
	);
}
