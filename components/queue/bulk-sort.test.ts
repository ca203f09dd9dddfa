import { expect, it } from "vitest";
import { filterRows, needsApproval } from "@/lib/publishing/model-queue";
import { sortForApproval, sortForHold } from "./bulk-sort";
import { queueRow } from "./test-row";

it("previews what a bulk approval does and what it leaves", () => {
	const mine = queueRow({ id: "mine", approveRefusal: "you edited this post" });
	const { yes, no } = sortForApproval([queueRow({ id: "ok" }), mine]);
	expect(yes.map(({ id }) => id)).toEqual(["ok"]);
	expect(no.map(({ why }) => why)).toEqual(["you edited this post"]);
});

it("previews what a bulk hold leaves, in the words of its state", () => {
	const out = queueRow({ state: "published", holdable: false });
	expect(sortForHold([out]).no[0]?.why).toBe("it is published");
});

it("asks for an approval only while the post may still go out", () => {
	expect(needsApproval(queueRow({ state: "held" }))).toBe(true);
	expect(needsApproval(queueRow({ state: "simulated" }))).toBe(false);
	const rows = [queueRow({ state: "held" }), queueRow({ state: "published" })];
	expect(filterRows(rows, "sent")).toHaveLength(1);
	expect(filterRows(rows, "open")).toHaveLength(1);
	expect(filterRows(rows, "all")).toHaveLength(2);
});
