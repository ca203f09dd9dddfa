import { expect, test } from "vitest";
import { AUDIT_ACTIONS } from "./actions";
import { topicsOfActions } from "./topics";

test("every act has a topic of its own besides the log's", () => {
	const silent = AUDIT_ACTIONS.filter(
		(action) =>
			!action.startsWith("audit.") && topicsOfActions([action]).length < 2,
	);
	expect(silent).toEqual([]);
});

test("each topic is named once, nothing for nothing", () => {
	expect(topicsOfActions(["post.claim", "post.intent", "halt.set"])).toEqual([
		"publishing",
		"governance",
		"audit",
	]);
	expect(topicsOfActions([])).toEqual([]);
});
