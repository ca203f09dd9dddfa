"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { Receipt } from "@/lib/audit/receipt";
import { pipelineQuery } from "@/lib/pipeline/queries";
import type { SourcePageView } from "@/lib/pipeline/sources/views-page";

export type AddSourceAct = (input: {
	accountId: string | null;
	name: string;
	location: string;
	weight: number;
}) => Promise<ActionResult<Receipt<{ sourceId: string }>>>;

type AddSourceDialogProps = {
	places: SourcePageView["places"];
	add: AddSourceAct;
};

const EVERY = "every";

export function AddSourceDialog({ places, add }: AddSourceDialogProps) {
	const [open, setOpen] = useState(false);
	const act = useRecordedAction(add, {
		invalidates: [pipelineQuery.all()],
		tell: () => ({ text: "The source is added; refresh to read it now" }),
		onDone: () => setOpen(false),
	});
	const submit = (form: FormData) => {
		const place = String(form.get("accountId") ?? EVERY);
		return act.run({
			accountId: place === EVERY ? null : place,
			name: String(form.get("name") ?? ""),
			location: String(form.get("location") ?? ""),
			weight: Number(form.get("weight")),
		});
	};
	return (
		<Dialog
			title="Add a trend source"
			description="RSS, Atom, RDF or JSON Feed. It is read every 30 minutes, and when a run needs it."
			open={open}
			onOpenChange={setOpen}
			trigger={
				<Button>
					<Plus aria-hidden />
					Add a source
				</Button>
			}
		>
			<DialogForm
				onSubmit={submit}
				onCancel={() => setOpen(false)}
				submitLabel="Add the source"
				pending={act.pending}
			>
				<Input
					label="Name"
					name="name"
					maxLength={80}
					autoFocus
					error={act.fields.name}
				/>
				<Input
					label="Address"
					name="location"
					maxLength={2000}
					placeholder="https://example.org/feed.xml"
					hint="A web address, or an absolute path on the server."
					error={act.fields.location}
				/>
				<Select
					label="For"
					name="accountId"
					options={places.map(({ id, label }) => ({
						value: id ?? EVERY,
						label,
					}))}
				/>
				<Input
					label="Weight in %"
					name="weight"
					type="number"
					min={1}
					max={500}
					defaultValue={100}
					hint="How much its items count beside those of the other sources."
					error={act.fields.weight}
				/>
			</DialogForm>
		</Dialog>
	);
}
