"use client";
import { ShieldCheck } from "lucide-react";
import type { ActionResult } from "@/components/ui/action-result";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/ui/use-action";
import type { Verdict } from "@/lib/audit/verify";

type VerifyChainProps = { verify: () => Promise<ActionResult<Verdict>> };

function VerdictBanner({ verdict }: { verdict: Verdict }) {
	if (verdict.ok)
		return (
			<Banner
				announce
				tone="ok"
				title={`The chain is intact: ${verdict.count} events`}
			>
				Head <code className="break-all font-mono text-xs">{verdict.hash}</code>
			</Banner>
		);
	return (
		<Banner
			announce
			tone="bad"
			title={`The chain is broken at event ${verdict.seq} (${verdict.kind})`}
		>
			{verdict.sentence}. Keep the database as it is and compare it with an
			earlier export.
		</Banner>
	);
}

/** Checks every link from the first event on, and says what was found. */
export function VerifyChain({ verify }: VerifyChainProps) {
	const { run, pending, result } = useAction<null, Verdict>(verify, {
		toasts: false,
	});
	return (
		<div className="space-y-2">
			<Button pending={pending} onClick={() => void run(null)}>
				<ShieldCheck aria-hidden />
				Verify the chain
			</Button>
			{result?.ok && result.value && <VerdictBanner verdict={result.value} />}
			{result && !result.ok && (
				<Banner announce tone="bad" title="The chain was not checked">
					{result.message}
				</Banner>
			)}
		</div>
	);
}
