import { addAccount } from "@/lib/accounts/commands";
import { saveToken } from "@/lib/accounts/commands-token";
import { findAccount } from "@/lib/accounts/views";
import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import type { Env } from "@/lib/env";
import { enablePerson } from "@/lib/people/admin/commands";
import { addDemoPerson } from "@/lib/people/demo/commands";
import { listPeople } from "@/lib/people/views";
import { addSource, updateSource } from "@/lib/pipeline/sources/commands";
import { listSources } from "@/lib/pipeline/sources/views";
import { seedChannel } from "@/prisma/demo/channel";
import { type RunningEmulator, withEmulator } from "@/prisma/demo/emulator";
import { startFirstRuns } from "@/prisma/demo/first-runs";
import { addressOf, seedPast } from "@/prisma/demo/past";
import {
	DEMO_ACCOUNTS,
	DEMO_FEEDS,
	DEMO_PEOPLE,
	FIRST_RUNS,
} from "./demo-world";

/** What the person at the terminal wants to know of the demo. */
export type DemoFacts = {
	/** Where the team channel's messages can be read; null when it is a channel of one's own. */
	channelUrl: string | null;
};

/**
 * Gives the demo its people, accounts, feeds, team channel, past and first runs; what is there already
 * stays as it is.
 */
export async function seedDemo(ctx: Ctx, env: Env): Promise<DemoFacts> {
	for (const account of DEMO_ACCOUNTS) await seedAccount(ctx, account);
	await seedPeople(ctx);
	await seedFeeds(ctx, addressOf(env));
	const channelUrl = await seedChannel(ctx, env.INSTAGRAM_GRAPH_URL);
	// The past and the first runs are work, which the set-up has no right to.
	const work: Ctx = { ...ctx, actor: serviceActor("worker") };
	await withEmulator(env, async (emulator) => {
		await tellEmulator(emulator);
		await seedPast(work, env, emulator);
	});
	await startFirstRuns(work, FIRST_RUNS);
	return { channelUrl };
}

async function seedAccount(
	ctx: Ctx,
	{
		token,
		followers: _followers,
		topics: _topics,
		lastDayFactor: _factor,
		...account
	}: (typeof DEMO_ACCOUNTS)[number],
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

async function tellEmulator({ control }: RunningEmulator): Promise<void> {
	for (const { igUserId, handle, token, followers } of DEMO_ACCOUNTS)
		await control.ensureAccount({
			igId: igUserId,
			username: handle,
			token,
			followers,
		});
}
