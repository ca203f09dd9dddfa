import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { changePasswordAction } from "@/app/(auth)/sign-in/actions";
import { PasswordForm } from "@/components/sign-in/password-form";
import { findSignedIn } from "@/lib/web/actor";
import { ownPath } from "@/lib/web/next-path";

export const metadata: Metadata = { title: "Change your password" };
export const dynamic = "force-dynamic";

type PageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function PasswordPage({ searchParams }: PageProps) {
	const signedIn = await findSignedIn();
	if (!signedIn) redirect("/sign-in?next=/sign-in/password");
	const next = ownPath((await searchParams).next);
	const { mustChangePassword, actor } = signedIn;
	return (
		<main className="mx-auto max-w-md space-y-6 px-4 py-16">
			<h1 className="font-semibold text-xl">Change your password</h1>
			<p className="text-ink-muted">
				{mustChangePassword
					? "Your one-time password opens nothing else: choose one of your own."
					: "Your other sessions end when you change it."}
			</p>
			<PasswordForm
				action={changePasswordAction}
				next={next}
				email={actor.email}
			/>
		</main>
	);
}
