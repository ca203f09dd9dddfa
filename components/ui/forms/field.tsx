import { type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";

/** What ties a control to its label, hint and error. */
export type FieldControl = {
	id: string;
	"aria-describedby": string | undefined;
	"aria-invalid": true | undefined;
};

export type FieldText = {
	label: string;
	hint?: ReactNode;
	error?: string | undefined;
	/** Said beside the label; everything else is required. */
	optional?: boolean | undefined;
	className?: string | undefined;
};

type FieldProps = FieldText & {
	children: (control: FieldControl) => ReactNode;
};

export const CONTROL_CLASSES =
	"w-full min-h-8 rounded-md border border-control bg-surface px-2.5 py-1 text-ink pointer-coarse:min-h-11 max-sm:text-lg disabled:opacity-60 aria-[invalid]:border-bad";

export function Field(props: FieldProps) {
	const { label, hint, error, optional, className, children } = props;
	const id = useId();
	const hintId = hint ? `${id}-hint` : "";
	const errorId = error ? `${id}-error` : "";
	const describedBy = [errorId, hintId].filter(Boolean).join(" ");
	return (
		<div className={cx("space-y-1", className)}>
			<label htmlFor={id} className="block font-medium">
				{label}
				{optional && (
					<span className="font-normal text-ink-muted"> (optional)</span>
				)}
			</label>
			{children({
				id,
				"aria-describedby": describedBy || undefined,
				"aria-invalid": error ? true : undefined,
			})}
			{error && (
				<p id={errorId} className="font-medium text-bad text-sm">
					{error}
				</p>
			)}
			{hint && (
				<p id={hintId} className="text-ink-muted text-sm">
					{hint}
				</p>
			)}
		</div>
	);
}
