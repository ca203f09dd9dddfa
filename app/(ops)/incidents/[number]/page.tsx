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
	acknowledgeAction,
	assignAction,
	cancelAction,
	closeAction,
	mitigateAction,
	noteAction,
	resolveAction,
	setEtaAction,
	setSeverityAction,
} from "@/app/(ops)/incidents/actions";
import { IncidentScreen } from "@/components/incidents/incident-screen";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { listAccounts } from "@/lib/accounts/views";
import { AppError } from "@/lib/core/errors";
import { readIncidentPage } from "@/lib/incidents/incident/views-page";
import { incidentsQuery } from "@/lib/incidents/queries";
import { requireCtx } from "@/lib/web/context";
import { type SearchParams, searchOf } from "@/lib/web/search";

export const dynamic = "force-dynamic";

const ACTS = {
	acknowledge: acknowledgeAction,
	assign: assignAction,
	setEta: setEtaAction,
	setSeverity: setSeverityAction,
	mitigate: mitigateAction,
	resolve: resolveAction,
	close: closeAction,
	cancel: cancelAction,
	note: noteAction,
};

type Props = {
	params: Promise<{ number: string }>;
	searchParams: Promise<SearchParams>;
};

const IncidentNumber = z.string().regex(/^\d{1,9}$/);

/** Once per request, for the title and for the page. */
const readRoom = cache(async (number: string) => {
	const ctx = await requireCtx();
	if (!IncidentNumber.safeParse(number).success) notFound();
	try {
		return await readIncidentPage(ctx, Number(number));
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") notFound();
		throw error;
	}
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const { number, title } = await readRoom((await params).number);
	return { title: `#${number} ${title}` };
}

export default async function IncidentPage({ params, searchParams }: Props) {
	const view = await readRoom((await params).number);
	const account = searchOf(await searchParams).get("account");
	const accounts = await listAccounts(await requireCtx());
	const client = new QueryClient();
	client.setQueryData(incidentsQuery.view(view.number).queryKey, view);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<PageHeader
				title={`#${view.number} ${view.title}`}
				description={
					view.handle ? `on @${view.handle}` : "concerns every account"
				}
				actions={
					<ButtonLink
						href={account ? `/incidents?account=${account}` : "/incidents"}
					>
						All incidents
					</ButtonLink>
				}
			/>
			<IncidentScreen
				number={view.number}
				acts={ACTS}
				fallbackZone={chooseAccount(accounts, account)?.timeZone ?? "UTC"}
			/>
		</HydrationBoundary>
	);
}
