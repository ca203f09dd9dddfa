import { join } from "node:path";
import { addAccount } from "@/lib/accounts/commands";
import { saveToken } from "@/lib/accounts/commands-token";
import { findAccount } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { createEmulatorControl } from "@/lib/connectors/instagram/emulator/control-client";
import { startEmulator } from "@/lib/connectors/instagram/emulator/server";
import { AppError } from "@/lib/core/errors";
import type { Env } from "@/lib/env";
import { enablePerson } from "@/lib/people/commands";
import { addDemoPerson } from "@/lib/people/commands-demo";
import { listPeople } from "@/lib/people/views";
import { addSource, updateSource } from "@/lib/pipeline/commands-sources";
import { listSources } from "@/lib/pipeline/views-sources";
import { DEMO_ACCOUNTS, DEMO_FEEDS, DEMO_PEOPLE } from "./demo-world";

/** Gives the demo its people, accounts, feeds and emulator; what is there already stays as it is. */
export async function seedDemo(ctx: Ctx, env: Env): Promise<void> {
	for (const account of DEMO_ACCOUNTS) await seedAccount(ctx, account);
	await seedPeople(ctx);
	await seedFeeds(ctx, env.NEXTAUTH_URL ?? `http://127.0.0.1:${env.PORT}`);
	await seedEmulator(env);
}

async function seedAccount(
	ctx: Ctx,
	{ token, followers: _, ...account }: (typeof DEMO_ACCOUNTS)[number],
): Promise<void> {
	const known = await findAccount(ctx, account.handle);
	if (known && known.token.kind !== "none") return;
	const { brand } = account;
	const accountId =
		known?.id ??
		(
			await addAccount(ctx, {
				...account,
				slots: [...account.slots],
				brand: {
					...brand,
					bannedWords: [...brand.bannedWords],
					bannedClaims: [...brand.bannedClaims],
					allowedLinkHosts: [...brand.allowedLinkHosts],
				},
			})
		).accountId;
	await saveToken(ctx, { accountId, token, expiresAt: null });
}

async function seedPeople(ctx: Ctx): Promise<void> {
	const known = new Map(
		(await listPeople(ctx)).map((person) => [person.email, person]),
	);
	for (const { email, name, role } of DEMO_PEOPLE) {
		const person = known.get(email);
		if (!person)
			await addDemoPerson(ctx, {
				email,
				name,
				roles: [{ role, accountId: null }],
			});
		else if (person.demo && person.disabledAt)
			await enablePerson(ctx, { personId: person.id });
	}
}

/** The server's address may be another one at every start. */
async function seedFeeds(ctx: Ctx, address: string): Promise<void> {
	const known = new Map(
		(await listSources(ctx)).map((source) => [source.name, source]),
	);
	for (const { name, file } of DEMO_FEEDS) {
		const location = new URL(`/demo/feeds/${file}`, address).href;
		const source = known.get(name);
		if (!source) await addSource(ctx, { accountId: null, name, location });
		else if (source.location !== location)
			await updateSource(ctx, { sourceId: source.id, location });
	}
}

/** Tells the emulator of the accounts; one that is not running yet finds them in its state file. */
async function seedEmulator(env: Env): Promise<void> {
	try {
		await tellEmulator(env.INSTAGRAM_GRAPH_URL);
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== "unavailable")
			throw error;
		const stateFile = join(env.SIGNALBOX_DATA_DIR, "emulator.json");
		const emulator = await startEmulator({
			port: 0,
			host: "127.0.0.1",
			stateFile,
		});
		await tellEmulator(emulator.url).finally(() => emulator.close());
	}
}

async function tellEmulator(url: string): Promise<void> {
	const control = createEmulatorControl(url);
	for (const { igUserId, handle, token, followers } of DEMO_ACCOUNTS)
		await control.ensureAccount({
			igId: igUserId,
			username: handle,
			token,
			followers,
		});
}
