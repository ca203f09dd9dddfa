import type { ComponentProps } from "react";
import { CONTROL_CLASSES, Field, type FieldText } from "./field";

export type SelectOption = {
	value: string;
	label: string;
	disabled?: boolean;
};

type SelectProps = FieldText &
	Omit<ComponentProps<"select">, keyof FieldText | "id"> & {
		options: readonly SelectOption[];
	};

/** The platform's own list: it works with one thumb and with every screen reader. */
export function Select(props: SelectProps) {
	const { label, hint, error, optional, className, options, ...native } = props;
	return (
		<Field {...{ label, hint, error, optional, className }}>
			{(control) => (
				<select
					required={!optional}
					{...native}
					{...control}
					className={CONTROL_CLASSES}
				>
					{options.map(({ value, label, disabled }) => (
						<option key={value} value={value} disabled={disabled}>
							{label}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}
