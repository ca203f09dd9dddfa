import { expect, it } from "vitest";
import { queueRow } from "@/components/queue/testing/row";
import { approveLabel, sayApproval, sayModeration } from "./describe-bulk";

const held = queueRow({ moderationHold: "banned claim: “guaranteed”" });

it("says how many holds of moderation a bulk approval overrules", () => {
	expect(sayApproval([queueRow(), held, held])).toContain(
		"2 of 3 are held by moderation: this overrules it.",
	);
	expect(sayApproval([held])).toContain("1 of 1 is held by moderation");
	expect(sayApproval([queueRow()])).not.toContain("moderation");
});

it("names moderation on the button that overrules it, with what it found beside it", () => {
	expect(approveLabel(held)).toBe("Approve despite moderation");
	expect(approveLabel(queueRow())).toBe("Approve");
	expect(sayModeration(held)).toBe(
		"moderation held it: banned claim: “guaranteed”",
	);
	expect(sayModeration(queueRow())).toBeNull();
});
