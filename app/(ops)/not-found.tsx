import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

export default function NotFound() {
	return (
		<>
			<PageHeader title="Not found" />
			<EmptyState
				title="There is nothing under this address"
				action={<ButtonLink href="/today">Go to Today</ButtonLink>}
			>
				It may never have existed, or belong to an account on which you have no
				role.
			</EmptyState>
		</>
	);
}
