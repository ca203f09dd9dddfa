"use server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { AppError } from "@/lib/core/errors";
import { tooManyAttempts } from "@/lib/core/too-many-tries";
import { readEnv } from "@/lib/env";
import { offersOneClick } from "@/lib/people/demo/demo";
import {
	changePassword,
	type PasswordConfirmation,
	reauthenticate,
} from "@/lib/people/sign-in/confirm-password";
import { signOut } from "@/lib/people/sign-in/sessions";
import { type SignIn, signIn, signInDemo } from "@/lib/people/sign-in/sign-in";
import { type ActionAnswer, answering } from "@/lib/web/action";
import { dropSession, keepSession } from "@/lib/web/browser-session";
import { stampedAddress } from "@/lib/web/client-address";
import { requireActionCtx, requireNewcomerCtx } from "@/lib/web/context";
import { webDb } from "@/lib/web/database";
import { ownPath } from "@/lib/web/next-path";

const textOf = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === "string" ? value : "";
};

async function enter(answer: SignIn, next: string): Promise<never> {
	if (answer.kind === "throttled") throw tooManyAttempts(answer.retryAfterMs);
	if (answer.kind === "refused")
		throw new AppError("unauthenticated", "E-mail or password is wrong.");
	await keepSession(answer.sessionId);
	if (!answer.mustChangePassword) redirect(next);
	redirect(`/sign-in/password?next=${encodeURIComponent(next)}`);
}

export const signInAction = async (
	_: unknown,
	form: FormData,
): Promise<ActionAnswer<never>> =>
	answering(async (trace) => {
		const answer = await signIn(webDb(), {
			email: textOf(form, "email"),
			password: textOf(form, "password"),
			address: stampedAddress(await headers()),
			trace,
		});
		return enter(answer, ownPath(form.get("next")));
	});

export const signInDemoAction = async (
	_: unknown,
	form: FormData,
): Promise<ActionAnswer<never>> =>
	answering(async (trace) => {
		if (!offersOneClick(readEnv()))
			throw new AppError("forbidden", "there is no demo sign-in here");
		const answer = await signInDemo(webDb(), {
			personId: textOf(form, "personId"),
			address: stampedAddress(await headers()),
			trace,
		});
		return enter(answer, ownPath(form.get("next")));
	});

export const signOutAction = async (): Promise<ActionAnswer<never>> =>
	answering(async (trace) => {
		await signOut(await requireNewcomerCtx(trace));
		await dropSession();
		redirect("/sign-in");
	});

function demandConfirmed(answer: PasswordConfirmation): void {
	if (answer.kind === "throttled") throw tooManyAttempts(answer.retryAfterMs);
	if (answer.kind === "refused")
		throw new AppError("bad_input", "This is not your password.");
}

/** For the dialog that asks for the password again; there is no other way past it. */
export const reauthenticateAction = async (
	password: string,
): Promise<ActionAnswer<null>> =>
	answering(async (trace) => {
		const ctx = await requireActionCtx(trace);
		demandConfirmed(await reauthenticate(ctx, { password: String(password) }));
		return null;
	});

export const changePasswordAction = async (
	_: unknown,
	form: FormData,
): Promise<ActionAnswer<never>> =>
	answering(async (trace) => {
		const next = textOf(form, "new");
		if (next !== textOf(form, "again"))
			throw new AppError("bad_input", "The two new passwords differ.");
		const ctx = await requireNewcomerCtx(trace);
		const current = textOf(form, "current");
		demandConfirmed(await changePassword(ctx, { current, next }));
		redirect(ownPath(form.get("next")));
	});
