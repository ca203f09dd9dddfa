import {
	dehydrate,
	HydrationBoundary,
	QueryClient,
} from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import {
	cancelRunAction,
	rerunStageAction,
	resumeRunAction,
} from "@/app/(ops)/pipeline/actions";
import { RunScreen } from "@/components/pipeline/run-screen";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { AppError } from "@/lib/core/errors";
import { pipelineQuery } from "@/lib/pipeline/queries";
import { readRunPage } from "@/lib/pipeline/runs/views-page";
import { requireCtx } from "@/lib/web/context";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ runId: string }> };

const isAbsent = (error: unknown): boolean =>
	error instanceof AppError &&
	(error.code === "not_found" || error.code === "forbidden");

/** Once per request, for the title and for the page. */
const readRoom = cache(async (runId: string) => {
	const ctx = await requireCtx();
	if (!z.uuid().safeParse(runId).success) notFound();
	try {
		return await readRunPage(ctx, runId);
	} catch (error) {
		if (isAbsent(error)) notFound();
		throw error;
	}
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const { topic } = await readRoom((await params).runId);
	return { title: `Run: ${topic}` };
}

export default async function RunPage({ params }: Props) {
	const view = await readRoom((await params).runId);
	const client = new QueryClient();
	client.setQueryData(pipelineQuery.run(view.id).queryKey, view);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<PageHeader
				title={view.topic}
				description={`Pipeline run on @${view.handle}, started by ${view.startedByName}`}
				actions={
					<ButtonLink href={`/pipeline?account=${view.accountId}`}>
						All runs
					</ButtonLink>
				}
			/>
			<RunScreen
				runId={view.id}
				acts={{
					resume: resumeRunAction,
					cancel: cancelRunAction,
					rerun: rerunStageAction,
				}}
			/>
		</HydrationBoundary>
	);
}
