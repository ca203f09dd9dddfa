import type { Tx } from "@/lib/db/client";

/** The account's post of this media id, or null. */
export async function findPostByMediaId(
	tx: Tx,
	accountId: string,
	mediaId: string,
): Promise<string | null> {
	const row = await tx.post.findFirst({
		where: { accountId, mediaId },
		select: { id: true },
	});
	return row?.id ?? null;
}
