import { listAccounts } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { listSnapshots } from "@/lib/insights/collect/store";
import { readLivePosts } from "@/lib/publishing/outcomes/views";

/** One live post at the age at which posts are compared. */
export type Sample = {
	template: string;
	accountId: string;
	publishedAt: string;
	reach: number;
};

/** Posts are compared at the same age only: three days are enough for most of a post's reach (§3.3). */
export const SAMPLE_AGE = "72h";

/** The reach of live posts at the same age, by template; posts without that snapshot are no sample (R9). */
export async function readSamples(
	ctx: Ctx,
	span: { from: Date; to: Date },
): Promise<{ samples: Sample[]; postsWithout: number }> {
	const samples: Sample[] = [];
	let postsWithout = 0;
	for (const { id: accountId } of await listAccounts(ctx)) {
		const posts = await readLivePosts(ctx, { accountId, ...span });
		const snapshots = await listSnapshots(
			ctx.db,
			posts.map(({ id }) => id),
		);
		for (const { id, templateVersion: template, publishedAt } of posts) {
			const reach = snapshots.find(
				(row) => row.postId === id && row.ageLabel === SAMPLE_AGE,
			)?.reach;
			if (reach === null || reach === undefined) postsWithout += 1;
			else samples.push({ template, accountId, publishedAt, reach });
		}
	}
	return { samples, postsWithout };
}
