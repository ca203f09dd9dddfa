import { findAccount } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import type { Deps } from "@/lib/pipeline/deps";
import { saveReadings } from "./commands";
import { observedItems, readSources, readStored } from "./items";
import { scoreSignals } from "./score";
import { listSourceRows, type Source } from "./store";

export type Refreshed = {
	read: number;
	unchanged: number;
	failed: { name: string; fault: string }[];
};

/** The niche against which a source's items are scored while no run asks for a topic. */
async function nicheOf(ctx: Ctx, source: Source): Promise<string> {
	if (source.accountId === null) return "";
	const account = await findAccount(ctx, source.accountId);
	return account?.brand.niche ?? "";
}

/** Reads every enabled source now (conditionally) and scores its items by the niche of its account. */
export async function refreshSources(
	ctx: Ctx,
	{ deps }: { deps: Pick<Deps, "readFeed"> },
): Promise<Refreshed> {
	const sources = await listSourceRows(ctx.db, { enabled: true });
	const now = await appNow(ctx.db);
	const stored = await readStored(ctx.db, sources, now);
	const readings = await readSources(deps, sources, stored);
	for (const reading of readings) {
		const scored = scoreSignals(
			observedItems([reading], stored),
			await nicheOf(ctx, reading.source),
			now,
		);
		await saveReadings(ctx, { readings: [reading], scored });
	}
	return {
		read: readings.filter(({ outcome }) => outcome.kind === "items").length,
		unchanged: readings.filter(({ outcome }) => outcome.kind === "not_modified")
			.length,
		failed: readings.flatMap(({ source, outcome }) =>
			outcome.kind === "failed"
				? [{ name: source.name, fault: outcome.message }]
				: [],
		),
	};
}
