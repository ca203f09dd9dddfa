import { command } from "@/lib/command";
import { AssetInput, FlagInput } from "./model";
import { insertAsset, insertFlag } from "./store-trace";

/** Records something generated with what it was made from; the database refuses one without (R10). */
export const recordAsset = command({
	permission: "run:advance",
	input: AssetInput,
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async ({ tx, now }, input) => {
		const id = await insertAsset(tx, input, now);
		const { kind, promptVersion, modelId, sha256, runId, postId } = input;
		const audit = {
			action: "asset.record",
			subject: { type: "asset", id },
			accountId: input.accountId,
			after: { kind, promptVersion, modelId, sha256, runId, postId },
			facts: { sourceSignals: input.sourceSignals.length },
		} as const;
		return { value: { assetId: id }, audit: [audit] };
	},
});

/** Records a verdict of the moderation rules with the hash of what they judged. */
export const flagModeration = command({
	permission: "run:advance",
	input: FlagInput,
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async ({ tx, now }, input) => {
		const id = await insertFlag(tx, input, now);
		const { verdict, version, inputHash, runId, postId } = input;
		const audit = {
			action: "moderation.flag",
			subject: { type: "moderation_flag", id },
			accountId: input.accountId,
			after: { verdict, version, inputHash, runId, postId },
			facts: { findings: input.findings },
		} as const;
		return { value: { flagId: id }, audit: [audit] };
	},
});
