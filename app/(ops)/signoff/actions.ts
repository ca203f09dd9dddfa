"use server";
import { postSummary, signDay } from "@/lib/signoff/commands";
import { action } from "@/lib/web/action";

export const postSummaryAction = action(postSummary);

export const signDayAction = action(signDay);
