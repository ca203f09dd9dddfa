import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { installDefaults } from "@/lib/content/install-defaults";
import { AppError, messageOf } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createDb, type Db } from "@/lib/db/client";
import { type Env, readEnv } from "@/lib/env";
import { addPerson } from "@/lib/people/admin/commands";
import { applyBootSettings } from "@/lib/people/boot-settings";
import { disableDemoPeople } from "@/lib/people/demo/commands";
import { checkDemo, DEMO_PASSWORD } from "@/lib/people/demo/demo";
import { listPeople } from "@/lib/people/views";
import { seedDemo } from "./seed-demo";

const FIRST_ADMIN = {
	email: "admin@signalbox.local",
	name: "Administrator",
	roles: [{ role: "admin" as const, accountId: null }],
};

/** Credentials and addresses to show; the supervisor reads them, one JSON object a line. */
const show = (facts: Record<string, string>): void =>
	void process.stdout.write(`${JSON.stringify(facts)}\n`);

const setupCtx = (db: Db): Ctx => ({
	db,
	actor: serviceActor("setup"),
	trace: newId(),
	address: null,
});

/** Without demo: somebody who can add the others, and nobody with a password that everybody knows. */
async function seedReal(ctx: Ctx): Promise<void> {
	const people = await listPeople(ctx);
	const hasAdmin = people.some(
		({ demo, disabledAt, roles }) =>
			!demo &&
			!disabledAt &&
			roles.some(({ role, accountId }) => role === "admin" && !accountId),
	);
	if (!hasAdmin) {
		const { password } = await addPerson(ctx, FIRST_ADMIN);
		show({
			kind: "administrator, shown this once",
			email: FIRST_ADMIN.email,
			password,
		});
	}
	if (people.some(({ demo, disabledAt }) => demo && !disabledAt))
		await disableDemoPeople(ctx, {});
}

async function seed(env: Env, app: Db, owner: Db): Promise<void> {
	const demo = env.SIGNALBOX_DEMO === "on";
	await applyBootSettings(setupCtx(owner), app, {
		separationOfDuties: env.SEPARATION_OF_DUTIES === "on",
		demo,
	});
	const ctx = setupCtx(app);
	await installDefaults(ctx);
	if (!demo) return seedReal(ctx);
	const { channelUrl } = await seedDemo(ctx, env);
	show({ kind: "demo people", password: DEMO_PASSWORD });
	if (channelUrl) show({ kind: "demo team channel", "read it at": channelUrl });
}

/** Run at every start; what stands already is left alone. */
async function main(): Promise<void> {
	const env = readEnv();
	checkDemo(env);
	const { DATABASE_URL, OWNER_DATABASE_URL, SIGNALBOX_ROLE } = env;
	if (!DATABASE_URL)
		throw new AppError("misconfigured", "DATABASE_URL is not set");
	const app = createDb(
		DATABASE_URL,
		SIGNALBOX_ROLE ? { role: SIGNALBOX_ROLE } : {},
	);
	const owner = createDb(OWNER_DATABASE_URL ?? DATABASE_URL);
	try {
		await seed(env, app, owner);
	} finally {
		await app.$disconnect();
		await owner.$disconnect();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`seed: ${messageOf(error)}\n`);
	process.exitCode = 2;
});
