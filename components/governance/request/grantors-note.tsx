import { SignalName } from "@/components/governance/signal-name";
import { Banner } from "@/components/ui/banner";
import type { GovernanceView } from "@/lib/governance/panel/views-page";

type GrantorsNoteProps = {
	grantors: GovernanceView["grantors"][string] | undefined;
};

/** Who could grant each signal in the window that is being requested, or why nobody could. */
export function GrantorsNote({ grantors }: GrantorsNoteProps) {
	if (!grantors) return null;
	return (
		<div className="space-y-2">
			{grantors.hopeless && (
				<Banner tone="bad" title="This window could never be granted" announce>
					Because {grantors.hopeless}. Ask a colleague to request it, or an
					administrator for roles.
				</Banner>
			)}
			{grantors.bySignal.length === 0 ? (
				<p className="text-sm">
					The environment keeps all three signals on already: a window adds
					nothing.
				</p>
			) : (
				<dl className="space-y-1 text-sm">
					{grantors.bySignal.map(({ signal, names }) => (
						<div key={signal}>
							<dt className="inline">
								<SignalName signal={signal} />
							</dt>
							<dd className="inline text-ink-muted">
								{" "}
								{names.length === 0 ? "nobody" : names.join(", ")}
							</dd>
						</div>
					))}
				</dl>
			)}
		</div>
	);
}
