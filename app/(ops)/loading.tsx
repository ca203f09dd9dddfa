import { Skeleton, TableSkeleton } from "@/components/ui/states/skeleton";

export default function Loading() {
	return (
		<>
			<Skeleton className="h-7 w-40" />
			<div className="grid gap-4 md:grid-cols-2">
				<Skeleton className="h-32" />
				<Skeleton className="h-32" />
			</div>
			<TableSkeleton label="this page" rows={6} />
		</>
	);
}
