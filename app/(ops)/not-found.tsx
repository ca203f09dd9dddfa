import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states/empty-state";

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
