import { expect, it } from "vitest";
import { queueRow } from "@/components/queue/testing/row";
import {
	approveLabel,
	describeApproval,
	describeModeration,
} from "./describe-bulk";

const held = queueRow({ moderationHold: "banned claim: “guaranteed”" });

it("says how many holds of moderation a bulk approval overrules", () => {
	expect(describeApproval([queueRow(), held, held])).toContain(
		"2 of 3 are held by moderation: this overrules it.",
	);
	expect(describeApproval([held])).toContain("1 of 1 is held by moderation");
	expect(describeApproval([queueRow()])).not.toContain("moderation");
});

it("names moderation on the button that overrules it, with what it found beside it", () => {
	expect(approveLabel(held)).toBe("Approve despite moderation");
	expect(approveLabel(queueRow())).toBe("Approve");
	expect(describeModeration(held)).toBe(
		"moderation held it: banned claim: “guaranteed”",
	);
	expect(describeModeration(queueRow())).toBeNull();
});
