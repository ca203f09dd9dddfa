import { type ChangeEvent, useState } from "react";

type Control = HTMLInputElement | HTMLTextAreaElement;

type Limited<C extends Control> = {
	maxLength?: number | undefined;
	onChange?: ((event: ChangeEvent<C>) => void) | undefined;
};

/**
 * A text that is too long is refused and says by how much; `maxLength` of the browser cuts what is pasted
 * without a word. The length is counted as the server counts it, in UTF-16 units.
 */
export function useLimit<C extends Control>({
	maxLength = Number.POSITIVE_INFINITY,
	onChange,
}: Limited<C>) {
	const [tooLong, setTooLong] = useState("");
	return {
		tooLong: tooLong || undefined,
		onChange: (event: ChangeEvent<C>) => {
			const over = event.currentTarget.value.length - maxLength;
			const fault =
				over > 0 ? `${over} too many: at most ${maxLength} characters.` : "";
			event.currentTarget.setCustomValidity(fault);
			setTooLong(fault);
			onChange?.(event);
		},
	};
}
