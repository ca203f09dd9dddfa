import { type Ctx, demandRead } from "@/lib/command";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { SIGNALS } from "@/lib/governance/model";
import { agreeOn } from "@/lib/governance/signals/decide";
import { workerEnvironments } from "@/lib/governance/signals/store";
import type { PersonView } from "@/lib/people/model";
import { listPeople } from "@/lib/people/views";
import { type Candidate, type Grantors, possibleGrantors } from "./grantors";

const toCandidate = ({
	id,
	name,
	activeSince,
	roles,
}: PersonView): Candidate => ({
	id,
	name,
	since: new Date(activeSince),
	roles: roles.map(({ role, accountId, grantedAt }) => ({
		role,
		accountId,
		grantedAt: new Date(grantedAt),
	})),
});

/** Who could grant in a window that this person requests now, for each of these scopes; null is several accounts. */
export async function readGrantors<GrantorScope extends string | null>(
	ctx: Ctx,
	asked: { requester: string; scopes: readonly GrantorScope[]; now: Date },
): Promise<Map<GrantorScope, Grantors>> {
	demandRead(ctx);
	const { environment } = agreeOn(await workerEnvironments(ctx.db));
	const common = {
		requester: asked.requester,
		candidates: (await listPeople(ctx))
			.filter(({ disabledAt }) => disabledAt === null)
			.map(toCandidate),
		environment: SIGNALS.filter((signal) => environment[signal]),
		duties: await readSeparationOfDuties(ctx.db),
	};
	return new Map(
		asked.scopes.map((accountId) => [
			accountId,
			possibleGrantors({ ...common, accountId }, asked.now),
		]),
	);
}
