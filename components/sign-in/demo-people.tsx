"use client";
import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/actions/submit-button";
import { Banner } from "@/components/ui/banner";
import type { DemoPersonView } from "@/lib/people/model";
import type { FormAction } from "./sign-in-form";

type DemoPeopleProps = {
	action: FormAction;
	people: readonly DemoPersonView[];
	password: string;
	next: string;
};

export function DemoPeople(props: DemoPeopleProps) {
	const { action, people, password, next } = props;
	const [answer, submit] = useActionState(action, null);
	return (
		<section aria-labelledby="demo-people" className="space-y-3">
			<h2 id="demo-people" className="font-semibold text-base">
				Demo: sign in as
			</h2>
			{answer && !answer.ok && (
				<Banner tone="bad" title={answer.message} announce />
			)}
			<ul className="grid gap-2 sm:grid-cols-2">
				{people.map(({ id, name, roles }) => (
					<li key={id}>
						<form action={submit}>
							<input type="hidden" name="personId" value={id} />
							<input type="hidden" name="next" value={next} />
							<SubmitButton variant="secondary" className="w-full">
								{name} ({roles.join(", ")})
							</SubmitButton>
						</form>
					</li>
				))}
			</ul>
			<p className="text-ink-muted text-sm">
				Sensitive acts ask for the password again; that of all demo people is{" "}
				<code className="font-medium text-ink">{password}</code>.
			</p>
		</section>
	);
}
