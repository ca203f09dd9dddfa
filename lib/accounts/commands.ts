import { z } from "zod";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Brand, Handle, IgUserId, Slots, TimeZone } from "./model";
import { changeAccount, insertAccount, loadAccountRow } from "./store";

const scopeOf = (_: CommandContext, input: { accountId: string }) => ({
	account: input.accountId,
});

/** Throws `conflict` for a handle or Instagram ID that is taken. */
export const addAccount = command({
	permission: "account:manage",
	input: z.object({
		handle: Handle,
		igUserId: IgUserId,
		name: z.string().trim().min(1).max(80),
		timeZone: TimeZone,
		slots: Slots,
		brand: Brand.optional(),
		aiDisclosure: z.boolean().default(true),
	}),
	scope: () => "all",
	run: async ({ tx, now }, input) => {
		const account = {
			...input,
			id: newId(),
			brand: input.brand ?? Brand.parse({ name: input.name }),
			createdAt: now,
		};
		await insertAccount(tx, account);
		return {
			value: { accountId: account.id },
			audit: [
				{
					action: "account.add",
					subject: { type: "account", id: account.id },
					accountId: account.id,
					after: account,
				},
			],
		};
	},
});

export const updateAccount = command({
	permission: "account:manage",
	input: z.object({
		accountId: z.uuid(),
		name: z.string().trim().min(1).max(80).optional(),
		timeZone: TimeZone.optional(),
		slots: Slots.optional(),
		brand: Brand.optional(),
		aiDisclosure: z.boolean().optional(),
	}),
	scope: scopeOf,
	run: async ({ tx }, { accountId, ...change }) => {
		const row = await loadAccountRow(tx, accountId);
		const given = Object.fromEntries(
			Object.entries(change).filter(([, value]) => value !== undefined),
		);
		const before = Object.fromEntries(
			Object.keys(given).map((key) => [key, row[key as keyof typeof row]]),
		);
		await changeAccount(tx, { id: accountId }, given);
		return {
			value: { accountId },
			audit: [
				{
					action: "account.update",
					subject: { type: "account", id: accountId },
					accountId,
					before,
					after: given,
				},
			],
		};
	},
});

const Reasoned = z.object({
	accountId: z.uuid(),
	reason: z.string().trim().min(1).max(500),
});

const stateMove = (from: "active" | "paused", to: "active" | "paused") =>
	command({
		permission: "account:manage",
		input: Reasoned,
		scope: scopeOf,
		run: async ({ tx }, { accountId, reason }) => {
			const row = await loadAccountRow(tx, accountId);
			if (row.state !== from)
				throw new AppError("conflict", `the account is ${row.state} already`);
			await changeAccount(tx, { id: accountId, state: from }, { state: to });
			return {
				value: { accountId, state: to },
				audit: [
					{
						action: to === "paused" ? "account.pause" : "account.resume",
						subject: { type: "account", id: accountId },
						accountId,
						reason,
						before: { state: from },
						after: { state: to },
					},
				],
			};
		},
	});

/** A paused account gets no new runs and nothing of it is published. */
export const pauseAccount = stateMove("active", "paused");
export const resumeAccount = stateMove("paused", "active");
