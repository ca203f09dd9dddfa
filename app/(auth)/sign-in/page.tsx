import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DemoPeople } from "@/components/sign-in/demo-people";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { readEnv } from "@/lib/env";
import { DEMO_PASSWORD, offersOneClick } from "@/lib/people/demo/demo";
import { listDemoPeople } from "@/lib/people/views";
import { findActor } from "@/lib/web/actor";
import { webDb } from "@/lib/web/database";
import { ownPath } from "@/lib/web/next-path";
import { signInAction, signInDemoAction } from "./actions";

export const metadata: Metadata = { title: "Sign in" };
export const dynamic = "force-dynamic";

type PageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: PageProps) {
	const next = ownPath((await searchParams).next);
	if (await findActor()) redirect(next);
	const people = offersOneClick(readEnv()) ? await listDemoPeople(webDb()) : [];
	return (
		<main className="mx-auto max-w-md space-y-8 px-4 py-16">
			<h1 className="font-semibold text-xl">Sign in to Signalbox</h1>
			{people.length > 0 && (
				<DemoPeople
					action={signInDemoAction}
					people={people}
					password={DEMO_PASSWORD}
					next={next}
				/>
			)}
			<SignInForm action={signInAction} next={next} />
		</main>
	);
}
