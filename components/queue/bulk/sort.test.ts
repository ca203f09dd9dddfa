import { expect, it } from "vitest";
import { queueRow } from "@/components/queue/testing/row";
import { filterRows, needsApproval } from "@/lib/publishing/queue/model";
import { sortForApproval, sortForHold, sortForRejection } from "./sort";

it("previews what a bulk approval does and what it leaves", () => {
	const mine = queueRow({ id: "mine", approveRefusal: "you edited this post" });
	const { yes, no } = sortForApproval([queueRow({ id: "ok" }), mine]);
	expect(yes.map(({ id }) => id)).toEqual(["ok"]);
	expect(no.map(({ why }) => why)).toEqual(["you edited this post"]);
});

it("previews what a bulk rejection or hold leaves, and why", () => {
	const why = "a published post cannot be rejected";
	const out = queueRow({
		id: "out",
		rejectRefusal: why,
		holdRefusal: "a published post cannot be held",
	});
	const rows = [queueRow(), out];
	expect(sortForRejection(rows).yes.map(({ id }) => id)).toEqual(["post"]);
	expect(sortForRejection(rows).no).toEqual([{ row: out, why }]);
	expect(sortForHold(rows).no[0]?.why).toBe("a published post cannot be held");
});

it("asks again where an approval is older than a policy hold", () => {
	const approval = { ...queueRow().approval, fault: null, beforeHold: true };
	expect(needsApproval(queueRow({ approval }))).toBe(true);
	const fresh = { ...approval, beforeHold: false };
	expect(needsApproval(queueRow({ approval: fresh }))).toBe(false);
});

it("asks for an approval only while the post may still go out", () => {
	expect(needsApproval(queueRow({ state: "held" }))).toBe(true);
	expect(needsApproval(queueRow({ state: "simulated" }))).toBe(false);
	const rows = [queueRow({ state: "held" }), queueRow({ state: "published" })];
	expect(filterRows(rows, "sent")).toHaveLength(1);
	expect(filterRows(rows, "open")).toHaveLength(1);
	expect(filterRows(rows, "all")).toHaveLength(2);
});
