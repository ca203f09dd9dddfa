"use server";
import {
	decideHypothesis,
	refreshHypotheses,
} from "@/lib/learning/commands-hypotheses";
import { action } from "@/lib/web/action";

export const refreshHypothesesAction = action(refreshHypotheses);

export const decideHypothesisAction = action(decideHypothesis);
