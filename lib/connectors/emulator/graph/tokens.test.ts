import { expect, test } from "vitest";
import { stageEmulator } from "@/lib/connectors/emulator/testing/emulator";

const DAY_MS = 86_400_000;
const refused = (code: number, subcode: number | null) => ({
	kind: "graph",
	error: { code, subcode },
});

test("a token cannot be refreshed before 24 h, then lives 60 days more", async () => {
	const { client, clientWith, control } = await stageEmulator();
	expect(await client.refreshToken()).toMatchObject(refused(100, null));
	await control.advanceClock(DAY_MS);
	const answer = await client.refreshToken();
	if (!answer.ok) throw new Error(JSON.stringify(answer));
	expect(answer.data.expires_in).toBe(60 * 86_400);
	expect(JSON.stringify(answer.raw)).not.toContain(answer.data.access_token);
	await control.advanceClock(59.5 * DAY_MS);
	expect(await client.me()).toMatchObject(refused(190, 463));
	expect(await client.refreshToken()).toMatchObject(refused(190, 463));
	const renewed = clientWith({ token: answer.data.access_token });
	expect(await renewed.me()).toMatchObject({ ok: true });
});

test("no token is 104, an unknown one 190, a revoked one 190/460", async () => {
	const { clientWith, control, url } = await stageEmulator();
	const bare = await fetch(`${url}/v26.0/me`);
	expect(await bare.json()).toMatchObject({ error: { code: 104 } });
	expect(await clientWith({ token: "nobody" }).me()).toMatchObject(
		refused(190, null),
	);
	const igId = "17841400000000001";
	await control.setToken({ igId, token: "gone", revoked: true });
	expect(await clientWith({ token: "gone" }).me()).toMatchObject(
		refused(190, 460),
	);
	await control.setToken({ igId, token: "late", ageMs: 61 * DAY_MS });
	expect(await clientWith({ token: "late" }).me()).toMatchObject(
		refused(190, 463),
	);
});

test("one account's token reads nothing of another", async () => {
	const { client, clientWith, control } = await stageEmulator();
	const igId = "17841400000000002";
	await control.ensureAccount({
		igId,
		username: "other",
		token: "t2",
		followers: 1,
	});
	const mediaId = await control.addMedia({ igId, caption: "theirs" });
	expect(await clientWith({ token: "t2" }).media(mediaId)).toMatchObject({
		ok: true,
	});
	expect(await client.media(mediaId)).toMatchObject(refused(100, 33));
	expect(await clientWith({ igId }).accountFields()).toMatchObject(
		refused(100, 33),
	);
});

test("making sure of an account twice changes its facts, not its token's age", async () => {
	const { client, control } = await stageEmulator();
	await control.advanceClock(DAY_MS);
	const [account] = (await control.readState()).accounts;
	if (!account) throw new Error("no account");
	await control.ensureAccount({
		igId: account.igId,
		username: "renamed",
		token: "IGAA-canary-token-never-to-be-seen",
		followers: 7,
	});
	expect((await control.readState()).accounts).toHaveLength(1);
	expect(await client.me()).toMatchObject({
		data: { username: "renamed", followers_count: 7 },
	});
	expect(await client.refreshToken()).toMatchObject({ ok: true });
});
