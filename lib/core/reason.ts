import { z } from "zod";

/** Why a person does a thing; every act that governs something asks for it. */
export const Reason = z
	.string()
	.trim()
	.min(3, "say why, in a few words")
	.max(500);
