import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { SECOND } from "@/lib/core/time";
import { disablePerson, enablePerson } from "@/lib/people/admin/commands";
import { grantRole, revokeRole } from "@/lib/people/admin/commands-roles";
import { readPost } from "@/lib/publishing/queue/views-post";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const approvalOf = async (postId: string) =>
	(await readPost(stage.worker, postId)).approval;

test("an approval stays lost when its approver gets the right back", async () => {
	const account = await stage.connected();
	const postId = await stage.post(account.id);
	expect(await approvalOf(postId)).toMatchObject({ fault: null });
	const setup = stage.service("setup");
	const role = {
		personId: stage.operator.actor.id,
		role: "operator",
		accountId: null,
	} as const;
	await stage.pass(SECOND);
	await revokeRole(setup, role);
	await grantRole({ ...setup, trace: newId() }, role);
	expect(await approvalOf(postId)).not.toMatchObject({ fault: null });
});

test("an approval stays lost, and grants are taken back, when somebody was disabled for a moment", async () => {
	const account = await stage.connected();
	const windowId = await stage.open(account.id);
	const postId = await stage.post(account.id);
	expect(await approvalOf(postId)).toMatchObject({ fault: null });
	await stage.pass(SECOND);
	for (const { actor } of [stage.operator, stage.compliance]) {
		const who = { personId: actor.id };
		await disablePerson(stage.service("setup"), who);
		await enablePerson(stage.service("setup"), who);
	}
	expect(await approvalOf(postId)).not.toMatchObject({ fault: null });
	const grants = await stage.db.windowGrant.findMany({ where: { windowId } });
	const standing = grants.filter(({ revokedAt }) => revokedAt === null);
	expect(standing.map(({ signal }) => signal)).toEqual([
		"ALLOW_AUTONOMOUS_PUBLISH",
	]);
	expect(
		await stage.db.auditEvent.count({
			where: { action: "window.revoke-grant", subjectId: windowId },
		}),
	).toBe(2);
});
