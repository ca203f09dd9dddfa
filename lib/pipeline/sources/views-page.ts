import { listAccounts } from "@/lib/accounts/views";
import { whyNot } from "@/lib/auth/who-may";
import type { Ctx } from "@/lib/command";
import {
	listSourceSignals,
	listSources,
	type SignalView,
	type SourceView,
} from "./views";

export type SourcePageView = {
	sources: SourceView[];
	/** The best items of the last 7 days. */
	signals: SignalView[];
	/** Where a source may be added: an account, or all of them (`id` null). */
	places: { id: string | null; label: string }[];
	zone: string;
	/** Null where the reader may; else why not. */
	addRefusal: string | null;
	refreshRefusal: string | null;
};

const BEST = 12;

/** The trend sources, what they delivered, and what the reader may do about them. */
export async function readSourcePage(ctx: Ctx): Promise<SourcePageView> {
	const accounts = await listAccounts(ctx);
	const own = accounts
		.filter(({ id }) => !whyNot(ctx.actor, "source:manage", { account: id }))
		.map(({ id, handle }) => ({ id, label: `@${handle}` }));
	const everywhere = whyNot(ctx.actor, "source:manage", "all") === null;
	return {
		sources: await listSources(ctx),
		signals: await listSourceSignals(ctx, { limit: BEST }),
		places: [
			...(everywhere ? [{ id: null, label: "every account" }] : []),
			...own,
		],
		zone: accounts[0]?.timeZone ?? "UTC",
		addRefusal: whyNot(ctx.actor, "source:manage", "any"),
		refreshRefusal: whyNot(ctx.actor, "run:start", "any"),
	};
}
