"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { useAccountId } from "@/components/shell/nav/use-account-id";
import { jobsQuery } from "@/lib/jobs/workers/queries";
import type { IdlenessView } from "@/lib/jobs/workers/views";

const workersHref = (accountId: string | null): string => {
	const chosen = accountId ? { account: accountId } : {};
	return `/pipeline?${new URLSearchParams({ ...chosen, tab: "workers" })}`;
};

/** Says below the bar of every page that no work gets done. It is there before its words are, so that they are read out. */
export function IdleNotice({ idleness }: { idleness: IdlenessView }) {
	const { data } = useQuery({
		...jobsQuery.idleness(),
		initialData: idleness,
	});
	const accountId = useAccountId();
	const newer = data.observedAt > idleness.observedAt ? data : idleness;
	return (
		<div role="status">
			{newer.idle && (
				<p className="on-solid flex items-start gap-2 border-t bg-bad-solid px-4 py-1.5 text-on-solid max-sm:text-sm lg:px-6 print:border print:bg-transparent print:text-ink">
					<CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
					<span>
						No worker is at work: nothing is published, collected or run until
						one starts.{" "}
						<Link
							href={workersHref(accountId)}
							prefetch={false}
							className="underline underline-offset-2 pointer-coarse:py-2"
						>
							See the workers
						</Link>
					</span>
				</p>
			)}
		</div>
	);
}
