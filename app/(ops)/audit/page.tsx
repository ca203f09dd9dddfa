import type { Metadata } from "next";
import { EventList } from "@/components/audit/event-list";
import { ExportChain } from "@/components/audit/export-chain";
import { FilterForm } from "@/components/audit/filter-form";
import { VerifyChain } from "@/components/audit/verify-chain";
import { chooseAccount } from "@/components/shell/choose-account";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listAccounts } from "@/lib/accounts/views";
import { AUDIT_ACTIONS } from "@/lib/audit/actions";
import { listAudit } from "@/lib/audit/views";
import { can } from "@/lib/auth/actor";
import { SERVICES } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { listPeople } from "@/lib/people/views";
import { requireCtx } from "@/lib/web/context";
import { verifyAction } from "./actions";
import {
	type AuditParams,
	auditHref,
	filterOf,
	parseAuditParams,
} from "./filter-of";
import { SelectedEvent } from "./selected-event";

export const metadata: Metadata = { title: "Audit" };
export const dynamic = "force-dynamic";

const PAGE_ROWS = 50;
const SUBJECTS = [
	"account",
	"checklist",
	"halt",
	"hold",
	"incident",
	"person",
	"post",
	"run",
	"signoff",
	"strategy",
	"window",
];

/** The event of that number, unless there is none that the reader may see. */
async function findEvent(ctx: Ctx, seq: string | undefined) {
	if (seq === undefined) return null;
	const beforeSeq = BigInt(seq) + 1n;
	const [event] = await listAudit(ctx, { beforeSeq, limit: 1 });
	return event?.seq === seq ? event : null;
}

async function readActors(ctx: Ctx) {
	const people = await listPeople(ctx);
	return [
		...people.map(({ id, name }) => ({ value: id, label: name })),
		...SERVICES.map((id) => ({ value: id, label: `${id} (service)` })),
	];
}

type PageProps = { searchParams: Promise<Record<string, unknown>> };

export default async function AuditPage({ searchParams }: PageProps) {
	const ctx = await requireCtx();
	const params = parseAuditParams(await searchParams);
	const account = chooseAccount(await listAccounts(ctx), params.account);
	const zone = account?.timeZone ?? "UTC";
	const filter = filterOf(params, zone);
	const events = await listAudit(ctx, { ...filter, limit: PAGE_ROWS + 1 });
	const page = events.slice(0, PAGE_ROWS);
	const { row: _, ...listed } = params;
	return (
		<>
			<PageHeader
				title="Audit"
				description="Who did what, when and why. The log cannot be changed, and proves it."
				actions={can(ctx.actor, "audit:export", "all") && <ExportChain />}
			/>
			<VerifyChain verify={verifyAction} />
			<FilterForm
				key={JSON.stringify({ ...listed, cursor: null })}
				values={params}
				actors={await readActors(ctx)}
				actions={AUDIT_ACTIONS}
				subjects={SUBJECTS}
				clearHref={auditHref(parseAuditParams({ account: params.account }), {})}
			/>
			<div className="flex items-start gap-4">
				<div className="min-w-0 flex-1 space-y-3">
					<EventList
						key={JSON.stringify(listed)}
						events={page}
						zone={zone}
						selectedSeq={params.row ?? null}
						rowHref={rowHrefOf(params)}
					/>
					{params.cursor && (
						<ButtonLink
							size="sm"
							href={auditHref(params, { cursor: null, row: null })}
						>
							Back to the newest
						</ButtonLink>
					)}
					<Pagination
						summary={`${page.length} events, newest first`}
						nextHref={
							events.length > PAGE_ROWS
								? auditHref(params, {
										cursor: page.at(-1)?.seq ?? null,
										row: null,
									})
								: undefined
						}
					/>
				</div>
				<SelectedEvent
					params={params}
					event={await findEvent(ctx, params.row)}
					zone={zone}
				/>
			</div>
		</>
	);
}

/** The address that opens an event beside the list, without the event's number. */
function rowHrefOf(params: AuditParams): string {
	const href = auditHref(params, { row: null });
	return `${href}${href.includes("?") ? "&" : "?"}row=`;
}
