import { afterAll, beforeAll, expect, test } from "vitest";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import { requestWindow } from "@/lib/governance/windows/commands";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
let ops: ReturnType<typeof opsOn>;
beforeAll(async () => {
	world = await createWorld();
	ops = opsOn(world.urls);
});
afterAll(() => world.drop());

test("ops users disable hands over what is left, and says what became of it", async () => {
	const leaver = await world.person(["operator"], { name: "Lea Leaver" });
	const heir = await world.person(["operator"], { name: "Hal Heir" });
	const accountIds = [await world.account()];
	const { windowId } = await requestWindow(leaver, {
		accountIds,
		reason: "a launch",
	});
	const words = (successor: string) => [
		...["users", "disable", "--email", `${leaver.actor.id}@example.test`],
		...["--successor", successor, "--reason", "left the company"],
	];
	const unknown = await ops(words("nobody@example.test"));
	expect(unknown.code).toBe(1);
	expect(unknown.stderr + unknown.stdout).toContain("there is nobody with");

	const done = await ops(words(`${heir.actor.id}@example.test`));
	expect(done).toMatchObject({ code: 0 });
	expect(done.stdout).toContain("Lea Leaver is disabled");
	expect(done.stdout).toContain("Hal Heir takes over.");
	expect(done.stdout).toContain("Windows handed over: “a launch”");
	expect(
		await world.db.approvalWindow.findUniqueOrThrow({
			where: { id: windowId },
		}),
	).toMatchObject({ handedTo: heir.actor.id });
});
