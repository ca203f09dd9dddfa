import { z } from "zod";
import type { Permission } from "@/lib/auth/permissions";
import { tokenKeysText } from "@/lib/auth/token-keys";
import { command, type Scene } from "@/lib/command";
import { closeTokenBreaker } from "./commands-breaker";
import { changeAccount, loadAccountRow } from "./store";
import { encryptToken, parseTokenKeys } from "./tokens";

const placeOf = (_: Scene, input: { accountId: string }) => ({
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
		place: placeOf,
		run: async (scene, { accountId, token, expiresAt }) => {
			const { tx, now } = scene;
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
					...(await closeTokenBreaker(scene, accountId)),
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
		place: placeOf,
		run: async (scene, { accountId, fault }) => {
			const { tx } = scene;
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
					...(fault === null ? await closeTokenBreaker(scene, accountId) : []),
				],
			};
		},
	});

/** What the worker saw of a token in use. */
export const recordTokenCheck = tokenCheck("post:publish");
/** What a person's check of the connection found. */
export const recordConnectionCheck = tokenCheck("account:manage");
