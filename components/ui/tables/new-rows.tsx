import { ArrowUp } from "lucide-react";
import { Button } from "@/components/ui/button";

type NewRowsProps = { count: number; onReveal: () => void };

/** New rows wait behind this, so that nothing moves under the cursor. */
export function NewRows({ count, onReveal }: NewRowsProps) {
	return (
		<div role="status">
			{count > 0 && (
				<Button size="sm" onClick={onReveal}>
					<ArrowUp aria-hidden />
					{count} new
				</Button>
			)}
		</div>
	);
}
