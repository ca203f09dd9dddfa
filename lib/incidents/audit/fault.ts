import type { TamperKind } from "@/lib/audit/verify/chain";
import type { Evidence } from "@/lib/incidents/model";

export type AuditFault = { kind: TamperKind; seq: string; sentence: string };

/** Does a fault say more than the open incident's? A cut chain goes on growing: its end is no news. */
export function isNewFault(
	known: Evidence,
	{ kind, seq }: Pick<AuditFault, "kind" | "seq">,
): boolean {
	if (known.kind !== kind) return true;
	return kind !== "truncated" && known.seq !== seq;
}
