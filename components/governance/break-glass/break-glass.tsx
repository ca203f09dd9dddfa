"use client";
import { Siren } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useGovernanceActs } from "@/components/governance/acts";
import { textOf } from "@/components/shell/form-act";
import { useActInUrl } from "@/components/shell/use-act-in-url";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Dialog } from "@/components/ui/overlays/dialog";
import { governanceQuery } from "@/lib/governance/panel/queries";
import type { GovernanceView } from "@/lib/governance/panel/views-page";
import {
	ANY_POST,
	budgetRefusal,
	type GlassChoice,
	GlassFields,
	incidentsFor,
} from "./fields";

type BreakGlassProps = { view: GovernanceView; accountId: string | null };

/** What it does and what it leaves standing, before anybody does it. */
function Terms() {
	return (
		<ul className="list-disc space-y-1 rounded-md border border-bad ps-8 pe-3 py-2 text-sm">
			<li>
				<strong>It waives one rule:</strong> that three signals take two people
				and nobody grants their own request. All three grants are yours.
			</li>
			<li>
				<strong>It waives nothing else:</strong> PUBLISH_LOCKED, the approval of
				each post, halts, policy holds and the error budget stand.
			</li>
			<li>
				<strong>Everyone is told at once</strong> in the team's channel, and
				somebody else must review it within 24 hours.
			</li>
		</ul>
	);
}

function NoIncident() {
	return (
		<Banner tone="warn" title="There is no open incident of this account">
			Emergency access is for an incident.{" "}
			<Link className="prose-link" href="/incidents">
				Open one first
			</Link>
			.
		</Banner>
	);
}

function GlassForm(props: BreakGlassProps & { onClose: () => void }) {
	const { view, onClose } = props;
	const acts = useGovernanceActs();
	const [choice, setChoice] = useState<GlassChoice>({
		accountId:
			view.glass.accountIds.find((id) => id === props.accountId) ??
			view.glass.accountIds[0] ??
			"",
		postId: ANY_POST,
	});
	const { run, pending, fields } = useRecordedAction(acts.breakGlass, {
		invalidates: [governanceQuery.all()],
		tell: () => ({
			text: "Emergency window open. Everyone is told; somebody else reviews it within 24 hours.",
		}),
		onDone: onClose,
	});
	const hopeless =
		budgetRefusal(view, choice) !== null ||
		incidentsFor(view, choice.accountId).length === 0;
	const submit = (form: FormData) =>
		run({
			accountId: choice.accountId,
			postId: choice.postId === ANY_POST ? null : choice.postId,
			incidentNumber: Number(form.get("incident")),
			reason: textOf(form, "reason"),
			minutes: Number(form.get("minutes")),
		});
	return (
		<DialogForm
			onSubmit={submit}
			onCancel={onClose}
			submitLabel="Open the emergency window"
			variant="danger"
			pending={pending}
			disabled={hopeless}
		>
			<Terms />
			{incidentsFor(view, choice.accountId).length === 0 && <NoIncident />}
			<GlassFields
				view={view}
				choice={choice}
				onChoice={setChoice}
				fields={fields}
			/>
			<Checkbox required label="I open this alone, and answer for it." />
		</DialogForm>
	);
}

/** The way around the second person, for an emergency: apart from everything usual, and red. */
export function BreakGlass({ view, accountId }: BreakGlassProps) {
	const [open, turn] = useActInUrl("break-glass");
	if (view.glass.accountIds.length === 0) return null;
	return (
		<section
			aria-labelledby="break-glass"
			data-print="hide"
			className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-bad p-4"
		>
			<div className="min-w-0 flex-1 basis-60">
				<h2 id="break-glass" className="font-semibold">
					Break-glass
				</h2>
				<p className="text-ink-muted">
					For an emergency in which no second person can be reached: one person
					opens publishing for at most 30 minutes.
				</p>
			</div>
			<Dialog
				title="Emergency access (break-glass)"
				description="You alone open live publishing for one account or one post, for an incident."
				open={open}
				onOpenChange={turn}
				trigger={
					<Button variant="danger">
						<Siren aria-hidden />
						Emergency access …
					</Button>
				}
			>
				<GlassForm
					view={view}
					accountId={accountId}
					onClose={() => turn(false)}
				/>
			</Dialog>
		</section>
	);
}
