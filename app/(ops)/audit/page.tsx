import type { Metadata } from "next";
import { Checkpoints } from "@/components/audit/checkpoints";
import { ExportChain } from "@/components/audit/export-chain";
import { FilterForm } from "@/components/audit/filter-form";
import { VerifyChain } from "@/components/audit/verify-chain";
import { chooseAccount } from "@/components/shell/nav/choose-account";
import { PageHeader } from "@/components/ui/page-header";
import { listAccounts } from "@/lib/accounts/views";
import { AUDIT_ACTIONS } from "@/lib/audit/actions";
import { readCheckpointsView } from "@/lib/audit/checkpoints/views";
import { listAudit } from "@/lib/audit/views";
import { can } from "@/lib/auth/actor";
import { SERVICES } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { listPeople } from "@/lib/people/views";
import { requireCtx } from "@/lib/web/context";
import { verifyAction } from "./actions";
import { EventPage } from "./event-page";
import { auditHref, filterOf, parseAuditParams, rowHrefOf } from "./filter-of";
import { SelectedEvent } from "./selected-event";

export const metadata: Metadata = { title: "Audit" };
export const dynamic = "force-dynamic";

const PAGE_ROWS = 25;
const SUBJECTS = [
	"account",
	"checklist",
	"checkpoint",
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
	const { row: _, ...listed } = params;
	return (
		<>
			<PageHeader
				title="Audit"
				description="Who did what, when and why. The log cannot be changed, and proves it."
				actions={can(ctx.actor, "audit:export", "all") && <ExportChain />}
			/>
			<VerifyChain verify={verifyAction} />
			<Checkpoints
				view={await readCheckpointsView(ctx)}
				zone={zone}
				rowHref={rowHrefOf(params)}
			/>
			<FilterForm
				key={JSON.stringify({ ...listed, cursor: null })}
				values={params}
				actors={await readActors(ctx)}
				actions={AUDIT_ACTIONS}
				subjects={SUBJECTS}
				clearHref={auditHref(parseAuditParams({ account: params.account }), {})}
			/>
			<div className="flex items-start gap-4">
				<EventPage
					params={params}
					events={events.slice(0, PAGE_ROWS)}
					zone={zone}
					hasMore={events.length > PAGE_ROWS}
				/>
				<SelectedEvent
					params={params}
					event={await findEvent(ctx, params.row)}
					zone={zone}
				/>
			</div>
		</>
	);
}
