"use server";
import { verifyDatabase } from "@/lib/audit/verify/database";
import { runAction } from "@/lib/web/action";

/** Checks every link of the chain. It changes nothing; an action since it may take long. */
export async function verifyAction() {
	return runAction((ctx) => verifyDatabase(ctx));
}
