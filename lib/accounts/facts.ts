import { tokenKeysText } from "@/lib/auth/token-keys";
import { messageOf } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/db/client";
import type { AccountState, Brand, PostingPolicy } from "./model";
import { Brand as BrandSchema } from "./model";
import { loadAccountRow } from "./store";
import { decryptToken, parseTokenKeys } from "./tokens";

/** An account for a process; holds the token in the clear, so it never leaves the server. */
export type AccountFacts = {
	id: string;
	handle: string;
	igUserId: string;
	timeZone: string;
	state: AccountState;
	policy: PostingPolicy;
	aiDisclosure: boolean;
	brand: Brand;
	slots: readonly string[];
	breakerUntil: Date | null;
	token: string | null;
	/** Why there is no usable token, or what the last check said; null when none is known. */
	tokenFault: string | null;
};

/** Throws `not_found`. A token that cannot be opened is a fault, not an error. */
export async function readAccountFacts(
	db: Db | Tx,
	accountId: string,
): Promise<AccountFacts> {
	const row = await loadAccountRow(db, accountId);
	return {
		id: row.id,
		handle: row.handle,
		igUserId: row.igUserId,
		timeZone: row.timeZone,
		state: row.state,
		policy: row.policy,
		aiDisclosure: row.aiDisclosure,
		brand: BrandSchema.parse(row.brand),
		slots: row.slots,
		breakerUntil: row.breakerUntil,
		...openToken(row),
	};
}

type TokenRow = {
	id: string;
	tokenCipher: string | null;
	tokenKeyId: string | null;
	tokenFault: string | null;
};

function openToken(row: TokenRow): {
	token: string | null;
	tokenFault: string | null;
} {
	if (!row.tokenCipher || !row.tokenKeyId)
		return { token: null, tokenFault: "no token is stored" };
	const sealed = { cipher: row.tokenCipher, keyId: row.tokenKeyId };
	try {
		const keys = parseTokenKeys(tokenKeysText());
		return {
			token: decryptToken(sealed, row.id, keys),
			tokenFault: row.tokenFault,
		};
	} catch (error) {
		return { token: null, tokenFault: messageOf(error) };
	}
}
