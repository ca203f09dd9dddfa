import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { DecisionScreen } from "@/components/decisions/decision-screen";
import { ExportRecord } from "@/components/decisions/export-record";
import { queueHref } from "@/components/queue/href";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { ForbiddenState } from "@/components/ui/states/forbidden-state";
import { can } from "@/lib/auth/actor";
import { AppError } from "@/lib/core/errors";
import { readDecision } from "@/lib/publishing/decisions/views";
import { requireCtx } from "@/lib/web/context";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ id: string }> };

/** Once per request, for the title and for the page; null when the reader may not see it. */
const readPage = cache(async (id: string) => {
	const ctx = await requireCtx();
	if (!z.uuid().safeParse(id).success) notFound();
	try {
		return await readDecision(ctx, id);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		if (error.code === "not_found") notFound();
		if (error.code === "forbidden") return null;
		throw error;
	}
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const page = await readPage((await params).id);
	return { title: page ? `Decision: ${page.post.title}` : "Decision record" };
}

export default async function DecisionRecordPage({ params }: Props) {
	const page = await readPage((await params).id);
	if (!page)
		return (
			<>
				<PageHeader title="Decision record" />
				<ForbiddenState
					act="read this decision record"
					whoCan={["somebody with a role on its account", "an administrator"]}
				/>
			</>
		);
	const { actor } = await requireCtx();
	const { decision, post } = page;
	const { accountId } = decision;
	return (
		<>
			<PageHeader
				title="Decision record"
				description={`Why the gate answered as it did about “${post.title}” on @${decision.handle}.`}
				actions={
					<>
						<ButtonLink href={queueHref({ accountId, row: post.id })}>
							Open the post
						</ButtonLink>
						{can(actor, "audit:export", { account: accountId }) && (
							<ExportRecord id={decision.id} />
						)}
					</>
				}
			/>
			<DecisionScreen page={page} />
		</>
	);
}
