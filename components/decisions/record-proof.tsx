import { AuditLink } from "@/components/shell/audit-link";
import { Banner } from "@/components/ui/banner";
import { DescriptionList } from "@/components/ui/description-list";
import type { ProvenDecision } from "@/lib/publishing/decisions/model";

/** What ties the record to the audit chain, and whether it still holds. */
export function RecordProof({ decision }: { decision: ProvenDecision }) {
	const { proof, sha256 } = decision;
	if (!proof)
		return (
			<Banner tone="bad" title="No audit event vouches for this record">
				Verify the chain on the audit page, and treat this record as forged
				until it is explained.
			</Banner>
		);
	return (
		<>
			{!proof.intact && (
				<Banner tone="bad" title="This record was changed after it was written">
					It is not what its audit event vouches for.
				</Banner>
			)}
			<DescriptionList
				items={[
					{
						term: "Vouched for by",
						value: (
							<>
								<AuditLink seq={proof.seq} />
								{proof.intact && ", and it matches"}
							</>
						),
					},
					{
						term: "Digest",
						value: (
							<code className="select-all break-all font-mono text-xs">
								{sha256}
							</code>
						),
					},
				]}
			/>
		</>
	);
}
