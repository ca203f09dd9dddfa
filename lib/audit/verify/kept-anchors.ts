import type { Kept, UnsignedFile } from "@/lib/audit/checkpoints/files";
import { type Anchor, broken, type ChainVerdict } from "./chain";

/** Signed checkpoints as points that a chain must pass through. */
export const anchorsOf = ({ signed }: Pick<Kept, "signed">): Anchor[] =>
	signed.map(({ file, checkpoint: { seq, hash } }) => ({
		seq,
		hash,
		from: `checkpoint ${file}`,
	}));

/** The verdict on a file among the checkpoints that is none of ours. */
export const unsignedFile = ({ file, seq }: UnsignedFile): ChainVerdict =>
	broken(seq, "unsigned", `the checkpoint ${file} is not signed by this key`);
