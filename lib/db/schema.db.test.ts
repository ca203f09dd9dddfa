import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES } from "@/lib/auth/permissions";
import { Prisma } from "@/lib/db/generated/client";
import * as enums from "@/lib/db/generated/enums";
import { SIGNALS } from "@/lib/governance/model";
import { INCIDENT_STATES } from "@/lib/incidents/model";
import { POST_STATES } from "@/lib/publishing/post/model";
import { createWorld, type World } from "@/lib/testing/world";
import type { Db } from "./client";

let world: World;
let db: Db;
beforeAll(async () => {
	world = await createWorld();
	({ db } = world);
});
afterAll(() => world.drop());

const delegateOf = (model: string) => {
	const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
	return Reflect.get(db, name) as { findFirst: () => Promise<unknown> };
};

test.each(Object.values(Prisma.ModelName))(
	"schema and migrations agree on every column of %s",
	async (model) => {
		await expect(delegateOf(model).findFirst()).resolves.not.toBeUndefined();
	},
);

describe("states are the same in the database and in the code", () => {
	const labelsOf = async (name: string) => {
		const rows = await db.$queryRaw<{ label: string }[]>`
			SELECT enumlabel AS label FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
			WHERE typname = ${name} ORDER BY enumsortorder`;
		return rows.map(({ label }) => label);
	};

	const snake = (name: string) =>
		name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

	test.each(Object.entries(enums))("enum %s", async (name, members) => {
		expect(await labelsOf(snake(name))).toEqual(Object.values(members));
	});

	test.each([
		["post_state", POST_STATES],
		["gate_signal", SIGNALS],
		["role", ROLES],
		["incident_state", INCIDENT_STATES],
	] as const)("union %s", async (name, members) => {
		expect(await labelsOf(name)).toEqual([...members]);
	});
});
