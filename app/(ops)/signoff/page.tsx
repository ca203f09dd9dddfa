import {
	dehydrate,
	HydrationBoundary,
	QueryClient,
} from "@tanstack/react-query";
import type { Metadata } from "next";
import { z } from "zod";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { SignOffHistory } from "@/components/signoff/history";
import { SignedDayPage } from "@/components/signoff/signed-day";
import { SignOffScreen } from "@/components/signoff/signoff-screen";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states/empty-state";
import { formatDay } from "@/components/ui/time/format-time";
import type { AccountView } from "@/lib/accounts/model";
import { listAccounts } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { signoffQuery } from "@/lib/signoff/queries";
import { listPastDays, readSignedDay } from "@/lib/signoff/views";
import { readToday } from "@/lib/signoff/views-today";
import { requireCtx } from "@/lib/web/context";
import { type SearchParams, searchOf } from "@/lib/web/search";
import { postSummaryAction, signDayAction } from "./actions";

export const metadata: Metadata = { title: "Sign-off" };
export const dynamic = "force-dynamic";

const ACTS = { post: postSummaryAction, sign: signDayAction };
const Day = z.iso.date().nullable().catch(null);

async function SignedDayOf(props: {
	ctx: Ctx;
	account: AccountView;
	day: string;
}) {
	const { ctx, account, day } = props;
	const signed = await readSignedDay(ctx, account.id, day);
	if (signed) return <SignedDayPage day={signed} zone={account.timeZone} />;
	return (
		<>
			<PageHeader title={`Sign-off of ${formatDay(day)}`} />
			<EmptyState
				title={`@${account.handle} has no sign-off of ${formatDay(day)}`}
				action={
					<ButtonLink href={`/signoff?account=${account.id}`}>
						Today's sign-off
					</ButtonLink>
				}
			>
				A day that ended unsigned stays unsigned; the checklist records it as
				missed.
			</EmptyState>
		</>
	);
}

async function DayOfNow({ ctx, account }: { ctx: Ctx; account: AccountView }) {
	const client = new QueryClient();
	client.setQueryData(
		signoffQuery.today(account.id).queryKey,
		await readToday(ctx, account.id),
	);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<SignOffScreen accountId={account.id} acts={ACTS} />
		</HydrationBoundary>
	);
}

export default async function SignOffPage(props: {
	searchParams: Promise<SearchParams>;
}) {
	const ctx = await requireCtx();
	const search = searchOf(await props.searchParams);
	const account = chooseAccount(await listAccounts(ctx), search.get("account"));
	if (!account)
		return (
			<>
				<PageHeader title="Sign-off" />
				<EmptyState title="There is no account yet">
					A day is signed off for an account. An administrator adds one in
					Settings.
				</EmptyState>
			</>
		);
	const day = Day.parse(search.get("day"));
	return (
		<>
			{day ? (
				<SignedDayOf ctx={ctx} account={account} day={day} />
			) : (
				<DayOfNow ctx={ctx} account={account} />
			)}
			<div data-print={day ? "hide" : undefined}>
				<SignOffHistory
					days={await listPastDays(ctx, account.id)}
					handle={account.handle}
					zone={account.timeZone}
					selectedDay={day}
				/>
			</div>
		</>
	);
}
