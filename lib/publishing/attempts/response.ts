import { z } from "zod";

/** What came back from the platform, as an attempt and an intent keep it. Holds no token. */
export const StoredResponse = z.object({
	kind: z.enum(["http", "no_response"]),
	httpStatus: z.number().int().nullable(),
	/** Code and subcode, `4/2207051`. */
	platformCode: z.string().nullable(),
	errorClass: z.string().nullable(),
	message: z.string().nullable(),
});
export type StoredResponse = z.output<typeof StoredResponse>;

/** No answer, because nothing was sent or the sender died. */
export const silence = (
	message: string,
	errorClass: string,
): StoredResponse => ({
	kind: "no_response",
	httpStatus: null,
	platformCode: null,
	errorClass,
	message,
});
