import { z } from "zod";
import type { Permission } from "@/lib/auth/permissions";
import { tokenKeysText } from "@/lib/auth/token-keys";
import { type CommandContext, command } from "@/lib/command";
import { closeTokenBreaker } from "./commands-breaker";
import { changeAccount, loadAccountRow } from "./store";
import { encryptToken, parseTokenKeys } from "./tokens";

const scopeOf = (_: CommandContext, input: { accountId: string }) => ({
	account: input.accountId,
});

const tokenSaver = (permission: Permission) =>
	command({
		permission,
		input: z.object({
			accountId: z.uuid(),
			token: z.string().trim().min(1).max(4096),
			expiresAt: z.date().nullable(),
		}),
		scope: scopeOf,
		run: async (context, { accountId, token, expiresAt }) => {
			const { tx, now } = context;
			const row = await loadAccountRow(tx, accountId);
			const keys = parseTokenKeys(tokenKeysText());
			const sealed = encryptToken(token, accountId, keys);
			await changeAccount(
				tx,
				{ id: accountId, tokenCipher: row.tokenCipher },
				{
					tokenCipher: sealed.cipher,
					tokenKeyId: sealed.keyId,
					tokenExpiresAt: expiresAt,
					tokenSavedAt: now,
					tokenFault: null,
				},
			);
			return {
				value: { accountId },
				audit: [
					{
						action: "account.token-refresh",
						subject: { type: "account", id: accountId },
						accountId,
						before: {
							keyId: row.tokenKeyId,
							expiresAt: row.tokenExpiresAt,
						},
						after: { keyId: sealed.keyId, expiresAt },
					},
					...(await closeTokenBreaker(context, accountId)),
				],
			};
		},
	});

/** Stores a token that a person or the set-up brought. The audit never holds it. */
export const saveToken = tokenSaver("account:manage");
/** Stores the token that the platform gave for the old one; for the worker. */
export const renewToken = tokenSaver("post:publish");

const tokenCheck = (permission: Permission) =>
	command({
		permission,
		input: z.object({
			accountId: z.uuid(),
			/** What is wrong with the token, or null when it works. */
			fault: z.string().trim().min(1).max(500).nullable(),
		}),
		scope: scopeOf,
		run: async (context, { accountId, fault }) => {
			const { tx } = context;
			const row = await loadAccountRow(tx, accountId);
			await changeAccount(
				tx,
				{ id: accountId, tokenCipher: row.tokenCipher },
				{ tokenFault: fault },
			);
			return {
				value: { accountId, fault },
				audit: [
					{
						action: "account.check",
						subject: { type: "account", id: accountId },
						accountId,
						before: { fault: row.tokenFault },
						after: { fault },
					},
					...(fault === null
						? await closeTokenBreaker(context, accountId)
						: []),
				],
			};
		},
	});

/** What the worker saw of a token in use. */
export const recordTokenCheck = tokenCheck("post:publish");
/** What a person's check of the connection found. */
export const recordConnectionCheck = tokenCheck("account:manage");
