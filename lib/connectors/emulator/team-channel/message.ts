import { z } from "zod";

export const ReceivedMessage = z.object({
	/** ISO time at which it came in. */
	at: z.iso.datetime(),
	/** As it was sent: with `&`, `<` and `>` escaped (§6). */
	text: z.string(),
});
export type ReceivedMessage = z.output<typeof ReceivedMessage>;
