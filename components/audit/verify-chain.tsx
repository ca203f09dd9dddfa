"use client";
import { ShieldCheck } from "lucide-react";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { useAction } from "@/components/ui/actions/use-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { AnchorsUsed, DatabaseVerdict } from "@/lib/audit/verify/database";

type VerifyChainProps = {
	verify: () => Promise<ActionResult<DatabaseVerdict>>;
};

function comparedWith({ hasKey, checkpoints, newest }: AnchorsUsed): string {
	const rest = "a log that was cut or written anew would not show";
	if (!hasKey)
		return `Compared with the head row alone, since no key is set: ${rest}.`;
	if (newest === null)
		return `Compared with the head row alone, since there is no checkpoint: ${rest}.`;
	const kept =
		checkpoints === 1
			? "a checkpoint outside the database"
			: `${checkpoints} checkpoints outside the database`;
	return `Compared with the head row and ${kept}, the last of event ${newest.seq}.`;
}

function VerdictBanner({ verdict }: { verdict: DatabaseVerdict }) {
	const compared = comparedWith(verdict.anchors);
	if (verdict.ok)
		return (
			<Banner
				announce
				tone="ok"
				title={`The chain is intact: ${verdict.count} events`}
			>
				<p>{compared}</p>
				Head <code className="break-all font-mono text-xs">{verdict.hash}</code>
			</Banner>
		);
	return (
		<Banner
			announce
			tone="bad"
			title={`The chain is broken at event ${verdict.seq} (${verdict.kind})`}
		>
			<p>
				{verdict.sentence}. Keep the database as it is and compare it with an
				earlier export.
			</p>
			<p>{compared}</p>
		</Banner>
	);
}

/** Checks every link from the first event on, and says what was found. */
export function VerifyChain({ verify }: VerifyChainProps) {
	const { run, pending, result } = useAction<null, DatabaseVerdict>(verify, {
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
