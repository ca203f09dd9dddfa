import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/states/empty-state";

export default function NotFound() {
	return (
		<main className="mx-auto max-w-xl p-4 py-16">
			<h1 className="sr-only">Not found</h1>
			<EmptyState
				title="There is no such page"
				action={<ButtonLink href="/today">Go to Today</ButtonLink>}
			>
				The address is wrong, or what it named does not exist.
			</EmptyState>
		</main>
	);
}
