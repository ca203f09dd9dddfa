import { type ComponentProps, type ReactNode, useId } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "id"> & {
	label: ReactNode;
	hint?: ReactNode;
	error?: string | undefined;
};

export function Checkbox({ label, hint, error, ...native }: CheckboxProps) {
	const id = useId();
	const noteId = `${id}-note`;
	return (
		<div className="flex items-start gap-2 pointer-coarse:py-2">
			<input
				{...native}
				id={id}
				type="checkbox"
				aria-describedby={hint || error ? noteId : undefined}
				aria-invalid={error ? true : undefined}
				className="mt-0.5 size-4 shrink-0 accent-accent-solid pointer-coarse:size-5"
			/>
			<div>
				<label htmlFor={id}>{label}</label>
				{(hint || error) && (
					<p id={noteId} className="text-ink-muted text-sm">
						{error && <span className="font-medium text-bad">{error} </span>}
						{hint}
					</p>
				)}
			</div>
		</div>
	);
}
