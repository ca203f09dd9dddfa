"use client";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "./button";
import { refreshPage } from "./refresh-page";

type RetryButtonProps = {
	/** Instead of reading the page again from the server. */
	onRetry?: () => void;
};

export function RetryButton({ onRetry }: RetryButtonProps) {
	const router = useRouter();
	const [pending, startTransition] = useTransition();
	return (
		<Button
			pending={pending}
			onClick={() =>
				startTransition(onRetry ?? (() => refreshPage(router.refresh)))
			}
		>
			<RotateCw aria-hidden />
			Try again
		</Button>
	);
}
