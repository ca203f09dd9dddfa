import { z } from "zod";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { isNonEmpty } from "@/lib/core/non-empty";
import { recordReadings, type SourceReading } from "./items";
import { SourceChange, SourceInput } from "./location";
import type { ScoredSignal } from "./score";
import { changeSource, findSourceAt, insertSource, loadSource } from "./store";

const scopeOf = (accountId: string | null) =>
	accountId === null ? "all" : { account: accountId };

async function refuseTaken(
	{ tx }: CommandContext,
	location: string,
): Promise<void> {
	const taken = await findSourceAt(tx, location);
	if (taken)
		throw new AppError("conflict", `“${taken.name}” reads ${location} already`);
}

/** Adds a trend source for one account, or for all. Throws `conflict` for a location that is read already. */
export const addSource = command({
	permission: "source:manage",
	input: SourceInput,
	scope: (_, { accountId }) => scopeOf(accountId),
	run: async (context, input) => {
		await refuseTaken(context, input.location);
		const id = newId();
		await insertSource(context.tx, { id, ...input, createdAt: context.now });
		const audit = {
			action: "source.add",
			subject: { type: "source", id },
			accountId: input.accountId,
			after: input,
		} as const;
		return { value: { sourceId: id }, audit: [audit] };
	},
});

/** Changes a source; at a new location it starts without a past. */
export const updateSource = command({
	permission: "source:manage",
	input: SourceChange,
	scope: async ({ tx }, { sourceId }) =>
		scopeOf((await loadSource(tx, sourceId)).accountId),
	run: async (context, { sourceId, ...change }) => {
		const source = await loadSource(context.tx, sourceId);
		const given = Object.fromEntries(
			Object.entries(change).filter(([, value]) => value !== undefined),
		);
		const moved =
			change.location !== undefined && change.location !== source.location;
		if (moved && change.location) await refuseTaken(context, change.location);
		await changeSource(context.tx, source, {
			...given,
			...(moved ? { etag: null, lastModified: null, fault: null } : {}),
		});
		const { name, location, weight, enabled } = source;
		const audit = {
			action: "source.update",
			subject: { type: "source", id: sourceId },
			accountId: source.accountId,
			before: { name, location, weight, enabled },
			after: given,
		} as const;
		return { value: { sourceId }, audit: [audit] };
	},
});

/** Stores what a refresh of the sources read. */
export const saveReadings = command({
	permission: "run:advance",
	input: z.object({
		readings: z.custom<readonly SourceReading[]>(),
		scored: z.custom<readonly ScoredSignal[]>(),
	}),
	run: async (context, { readings, scored }) => {
		const audit = await recordReadings(context, readings, scored);
		if (!isNonEmpty(audit))
			throw new AppError("bad_input", "no source was read");
		return { value: undefined, audit };
	},
});
