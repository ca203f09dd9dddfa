import { type ReactNode, Suspense } from "react";
import {
	reauthenticateAction,
	signOutAction,
} from "@/app/(auth)/sign-in/actions";
import { AppFrame } from "@/components/shell/app-frame";
import { IdleNotice } from "@/components/shell/bar/idle-notice";
import { LiveModeBar } from "@/components/shell/bar/live-mode-bar";
import { StaleNotice } from "@/components/shell/bar/stale-notice";
import { paletteEntries } from "@/components/shell/keys/palette";
import { FrameAccount } from "@/components/shell/nav/frame-account";
import { NoRole } from "@/components/shell/nav/no-role";
import { UnknownAccount } from "@/components/shell/nav/unknown-account";
import { QueryProvider } from "@/components/shell/query-provider";
import { UserTools } from "@/components/shell/user-tools";
import { ReauthProvider } from "@/components/ui/actions/reauth-provider";
import { ClockProvider } from "@/components/ui/time/clock";
import { listAccounts } from "@/lib/accounts/views";
import { type Actor, can } from "@/lib/auth/actor";
import { readMode } from "@/lib/governance/panel/views-mode";
import { readIdleness } from "@/lib/jobs/workers/views";
import { newestEvent, requireCtx } from "@/lib/web/context";
import { haltAction } from "./actions";

export const dynamic = "force-dynamic";

const rightsOf = (actor: Actor) => ({
	request: can(actor, "window:request"),
	hold: can(actor, "hold:set"),
	halt: can(actor, "halt:set"),
	exportAudit: can(actor, "audit:export", "all"),
});

const rolesOf = (actor: Actor): string =>
	actor.kind === "service"
		? actor.id
		: [...new Set(actor.roles.map(({ role }) => role))].join(", ");

/** The frame of every page. It hides nothing from anybody by itself: each page authorises again. */
export default async function OpsLayout({ children }: { children: ReactNode }) {
	const ctx = await requireCtx();
	const { actor } = ctx;
	if (!can(actor, "read"))
		return <NoRole name={actor.name} signOut={signOutAction} />;
	const mode = await readMode(ctx);
	const idleness = await readIdleness(ctx);
	const accounts = (await listAccounts(ctx)).map(
		({ id, handle, timeZone }) => ({
			id,
			handle,
			zone: timeZone,
		}),
	);
	const rights = rightsOf(actor);
	return (
		<ClockProvider nowIso={mode.observedAt}>
			<QueryProvider>
				<ReauthProvider reauthenticate={reauthenticateAction}>
					<Suspense>
						<AppFrame
							modeBar={
								<>
									<LiveModeBar
										mode={mode}
										accounts={accounts}
										halt={rights.halt ? haltAction : null}
									/>
									<IdleNotice idleness={idleness} />
								</>
							}
							account={<FrameAccount accounts={accounts} />}
							tools={
								<UserTools
									name={actor.name}
									roles={rolesOf(actor)}
									entries={paletteEntries(rights, accounts)}
									signOut={signOutAction}
								/>
							}
						>
							<StaleNotice knownSeq={String(await newestEvent())} />
							<UnknownAccount accounts={accounts} />
							{children}
						</AppFrame>
					</Suspense>
				</ReauthProvider>
			</QueryProvider>
		</ClockProvider>
	);
}
