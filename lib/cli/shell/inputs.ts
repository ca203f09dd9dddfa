import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import type { AccountView } from "@/lib/accounts/model";
import { findAccount, listAccounts } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { AppError, messageOf } from "@/lib/core/errors";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/core/time";

const UNIT_MS = { s: SECOND, m: MINUTE, h: HOUR, d: DAY } as const;

/** "25h", "90m", "7d" or "30s", in milliseconds. */
export function parseDuration(text: string): number {
	const match = /^(\d{1,6})(s|m|h|d)$/.exec(text.trim());
	const unit = match?.[2];
	const ms =
		unit === "s" || unit === "m" || unit === "h" || unit === "d"
			? Number(match?.[1]) * UNIT_MS[unit]
			: 0;
	if (ms > 0) return ms;
	throw new InvalidArgumentError("a duration is written like 24h, 90m or 7d.");
}

/** A whole number from 1. */
export function parseCount(text: string): number {
	if (/^[1-9]\d{0,8}$/.test(text.trim())) return Number(text);
	throw new InvalidArgumentError("a whole number from 1 is needed.");
}

/** An instant with its offset, e.g. 2026-11-24T09:30:00+01:00. */
export function parseInstant(text: string): string {
	const instant =
		/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(
			text,
		) && !Number.isNaN(Date.parse(text));
	if (instant) return new Date(text).toISOString();
	throw new InvalidArgumentError(
		"a time is written with its offset, like 2026-11-24T09:30:00+01:00.",
	);
}

/** The id of a row, as the lists print it. */
export function parseId(text: string): string {
	if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text;
	throw new InvalidArgumentError(
		"an id is written like 01990000-0000-7000-8000-000000000001.",
	);
}

/** A calendar day, e.g. 2026-11-24. */
export function parseDay(text: string): string {
	const at = Date.parse(`${text}T00:00:00Z`);
	const isDay =
		/^\d{4}-\d{2}-\d{2}$/.test(text) &&
		!Number.isNaN(at) &&
		new Date(at).toISOString().startsWith(text);
	if (isDay) return text;
	throw new InvalidArgumentError("a day is written like 2026-11-24.");
}

/** Collects an option that may be given several times. */
export const collect = (value: string, before: string[] = []): string[] => [
	...before,
	value,
];

/** The named account, or the only one. Throws `bad_input` when several could be meant. */
export async function accountIdOf(
	ctx: Ctx,
	handleOrId: string | undefined,
): Promise<AccountView> {
	if (handleOrId !== undefined) {
		const account = await findAccount(ctx, handleOrId);
		if (account) return account;
		throw new AppError("not_found", `there is no account ${handleOrId}`);
	}
	const [only, ...others] = await listAccounts(ctx);
	if (!only)
		throw new AppError("not_found", "there is no account: ops accounts add");
	if (others.length === 0) return only;
	const names = [only, ...others].map(({ handle }) => handle).join(", ");
	throw new AppError("bad_input", `say which with --account: ${names}`);
}

/** The named account, or every one. */
export const accountsOf = async (
	ctx: Ctx,
	handleOrId: string | undefined,
): Promise<AccountView[]> =>
	handleOrId === undefined
		? listAccounts(ctx)
		: [await accountIdOf(ctx, handleOrId)];

/** Throws `bad_input` for a file that cannot be read. */
export async function bytesOf(file: string): Promise<Uint8Array> {
	try {
		return await readFile(resolve(file));
	} catch (cause) {
		throw new AppError(
			"bad_input",
			`${file} cannot be read: ${messageOf(cause)}`,
			{},
			cause,
		);
	}
}
