"use client";
import { Button } from "@/components/ui/button";
import { ForbiddenState } from "@/components/ui/states/forbidden-state";

type NoRoleProps = { name: string; signOut: () => Promise<unknown> };

/** For a person who is known but has been given nothing. */
export function NoRole({ name, signOut }: NoRoleProps) {
	return (
		<main className="mx-auto max-w-xl p-4 py-16">
			<h1 className="mb-4 font-semibold text-xl">Hello {name}</h1>
			<ForbiddenState
				act="see anything here yet: you have no role"
				whoCan={["an administrator to give you one"]}
				action={<Button onClick={() => void signOut()}>Sign out</Button>}
			/>
		</main>
	);
}
