import { GRANTED_BY } from "@/components/governance/describe";
import { SignalName } from "@/components/governance/signal-name";
import { StatusChip } from "@/components/ui/status-chip";
import { Countdown } from "@/components/ui/time/countdown";
import { Time } from "@/components/ui/time/time";
import type { AccountPageView } from "@/lib/governance/panel/views-page";

type SignalView = AccountPageView["explanation"]["signals"][number];

function Source({ signal }: { signal: SignalView }) {
	if (signal.source === "environment") return "environment, without end";
	if (signal.grantedBy) return `window, by ${signal.grantedBy}`;
	return (
		<span className="text-ink-muted">
			not granted; {GRANTED_BY[signal.signal]}
		</span>
	);
}

function Until({ iso, zone }: { iso: string; zone: string }) {
	return (
		<>
			<Time iso={iso} zone={zone} style="time" showZone={false} />{" "}
			<span className="text-ink-muted">
				in{" "}
				<Countdown
					untilIso={iso}
					label="Signal"
					endedText="The signal is off"
				/>
			</span>
		</>
	);
}

/** The three signals of one account: on or off, from where, by whom, until when. */
export function SignalTable({ account }: { account: AccountPageView }) {
	const { handle, zone, explanation } = account;
	return (
		<ul
			aria-label={`Gate signals of @${handle}`}
			className="divide-y divide-line border-t"
		>
			{explanation.signals.map((signal) => (
				<li key={signal.signal} className="flex items-baseline gap-x-3 py-1.5">
					<span className="w-14 shrink-0">
						<StatusChip tone={signal.on ? "ok" : "neutral"}>
							{signal.on ? "on" : "off"}
						</StatusChip>
					</span>
					<span className="min-w-0 flex-1">
						<SignalName signal={signal.signal} />
						<span className="block text-sm">
							<Source signal={signal} />
							{signal.until && (
								<>
									{" "}
									until <Until iso={signal.until} zone={zone} />
								</>
							)}
						</span>
					</span>
				</li>
			))}
		</ul>
	);
}
