import { cx } from "@/components/ui/cx";

/** A grey block of the final size; the caller's class gives that size. */
export function Skeleton({ className }: { className: string }) {
	return (
		<div
			aria-hidden
			className={cx("animate-pulse rounded-md bg-line", className)}
		/>
	);
}

type TableSkeletonProps = { label: string; rows: number };

/** Stands where a table of so many rows will be. */
export function TableSkeleton({ label, rows }: TableSkeletonProps) {
	return (
		<div role="status" className="space-y-px rounded-md border bg-surface p-px">
			<span className="sr-only">Loading {label}</span>
			<Skeleton className="h-8 rounded-none" />
			{Array.from({ length: rows }, (_, row) => `row ${row}`).map((key) => (
				<div key={key} className="px-3 py-2.5">
					<Skeleton className="h-4" />
				</div>
			))}
		</div>
	);
}
