import { z } from "zod";
import { command, type Scene } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { isNonEmpty } from "@/lib/core/non-empty";
import { type Reading, recordReadings } from "./items";
import { SourceChange, SourceInput } from "./location";
import type { ScoredSignal } from "./score";
import { changeSource, findSourceAt, insertSource, loadSource } from "./store";

const placeOf = (accountId: string | null) =>
	accountId === null ? "all" : { account: accountId };

async function refuseTaken({ tx }: Scene, location: string): Promise<void> {
	const taken = await findSourceAt(tx, location);
	if (taken)
		throw new AppError("conflict", `“${taken.name}” reads ${location} already`);
}

/** Adds a trend source for one account, or for all. Throws `conflict` for a location that is read already. */
export const addSource = command({
	permission: "source:manage",
	input: SourceInput,
	place: (_scene, { accountId }) => placeOf(accountId),
	run: async (scene, input) => {
		await refuseTaken(scene, input.location);
		const id = newId();
		await insertSource(scene.tx, { id, ...input, createdAt: scene.now });
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
	place: async ({ tx }, { sourceId }) =>
		placeOf((await loadSource(tx, sourceId)).accountId),
	run: async (scene, { sourceId, ...change }) => {
		const source = await loadSource(scene.tx, sourceId);
		const given = Object.fromEntries(
			Object.entries(change).filter(([, value]) => value !== undefined),
		);
		const moved =
			change.location !== undefined && change.location !== source.location;
		if (moved && change.location) await refuseTaken(scene, change.location);
		await changeSource(scene.tx, source, {
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
		readings: z.custom<readonly Reading[]>(),
		scored: z.custom<readonly ScoredSignal[]>(),
	}),
	run: async (scene, { readings, scored }) => {
		const audit = await recordReadings(scene, readings, scored);
		if (!isNonEmpty(audit))
			throw new AppError("bad_input", "no source was read");
		return { value: undefined, audit };
	},
});
