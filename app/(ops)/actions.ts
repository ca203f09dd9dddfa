"use server";
import { setHalt } from "@/lib/governance/stops/commands";
import { action } from "@/lib/web/action";

/** The brake on every page; afterwards it names what had left before. */
export const haltAction = action(setHalt);
