import { z } from "zod";
import { AltText, Caption } from "@/lib/publishing/post/model";

const Line = z.string().trim().max(300);

/** What the picture of a post shows, enough to draw it again; other fields of it are kept as they are. */
export const Picture = z.looseObject({
	title: z.string(),
	kicker: z.string(),
	points: z.array(z.string()),
});
export type Picture = z.output<typeof Picture>;

export const EditedText = z.object({
	title: z.string().trim().min(1).max(300),
	caption: Caption,
	altText: AltText,
});

/** What a person changes; what is left out stays as it is. */
export const EditPost = EditedText.partial().extend({
	postId: z.uuid(),
	/** The version that was looked at. */
	version: z.number().int(),
	/** The text on the picture. */
	headline: Line.min(1).optional(),
	kicker: Line.optional(),
	points: z.array(Line.min(1)).max(5).optional(),
});
export type EditPost = z.input<typeof EditPost>;
