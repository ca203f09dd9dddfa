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
import { readRunRoom } from "@/lib/pipeline/runs/views-page";
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
		return await readRunRoom(ctx, runId);
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
	const room = await readRoom((await params).runId);
	const client = new QueryClient();
	client.setQueryData(pipelineQuery.run(room.id).queryKey, room);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<PageHeader
				title={room.topic}
				description={`Pipeline run on @${room.handle}, started by ${room.startedByName}`}
				actions={
					<ButtonLink href={`/pipeline?account=${room.accountId}`}>
						All runs
					</ButtonLink>
				}
			/>
			<RunScreen
				runId={room.id}
				acts={{
					resume: resumeRunAction,
					cancel: cancelRunAction,
					rerun: rerunStageAction,
				}}
			/>
		</HydrationBoundary>
	);
}
