"use client";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { refreshPage } from "./refresh-page";

type RetryButtonProps = {
	/** Instead of reading the page again from the server. */
	onRetry?: () => void;
};

export function RetryButton({ onRetry }: RetryButtonProps) {
	const router = useRouter();
	const [pending, startTransition] = useTransition();
	const readAgain = async () => {
		if (!(await refreshPage(router.refresh)))
			toast.error("The server does not answer yet");
	};
	return (
		<Button
			pending={pending}
			onClick={() => startTransition(onRetry ?? readAgain)}
		>
			<RotateCw aria-hidden />
			Try again
		</Button>
	);
}
