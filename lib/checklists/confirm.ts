import type { z } from "zod";
import { personIdOf } from "@/lib/auth/actor";
import { type Ctx, demand } from "@/lib/command";
import { ItemConfirmation, recordConfirmation } from "./commands";
import type { ChecklistView, DailyItem, ItemVerdict } from "./model";
import { readChecklist } from "./views";

type Confirmed = { day: string; item: DailyItem; verdict: ItemVerdict };

/** Confirms an item of the day. What the same person has said of it already, and still holds, is not recorded twice. */
export async function confirmItem(
	ctx: Ctx,
	raw: z.input<typeof ItemConfirmation>,
): Promise<Confirmed> {
	await demand(ctx, "checklist:confirm", "any");
	const input = ItemConfirmation.parse(raw);
	const { accountId, item, seenVerdict: verdict } = input;
	await demand(ctx, "checklist:confirm", { account: accountId });
	const checklist = await readChecklist(ctx, accountId);
	return stands(checklist, input, personIdOf(ctx.actor))
		? { day: checklist.day, item, verdict }
		: recordConfirmation(ctx, input);
}

function stands(
	{ state, items }: ChecklistView,
	asked: z.output<typeof ItemConfirmation>,
	person: string | null,
): boolean {
	const { item, seenVerdict, note } = asked;
	const now = items.find((each) => each.item === item);
	const said = now?.confirmation;
	return (
		state === "open" &&
		now?.verdict === seenVerdict &&
		said?.verdict === seenVerdict &&
		said.note === note &&
		said.byId === person
	);
}
