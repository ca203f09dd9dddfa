"use client";
import { Pencil } from "lucide-react";
import { useState } from "react";
import type { QueueActs } from "@/components/queue/acts";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Input } from "@/components/ui/forms/input";
import { Textarea } from "@/components/ui/forms/textarea";
import { Dialog } from "@/components/ui/overlays/dialog";
import { Picture } from "@/lib/publishing/edit/model";
import { publishingQuery } from "@/lib/publishing/queue/queries";
import type { PostPanel } from "@/lib/publishing/queue/views-panel";

type EditDialogProps = { post: PostPanel; edit: QueueActs["edit"] };

export function EditDialog({ post, edit }: EditDialogProps) {
	const [open, setOpen] = useState(false);
	return (
		<Dialog
			title="Edit the post"
			description="The text is judged and the picture drawn again. An approval no longer counts, and you cannot approve a post that you edited."
			open={open}
			onOpenChange={setOpen}
			trigger={
				<Button>
					<Pencil aria-hidden />
					Edit
				</Button>
			}
		>
			<EditForm post={post} edit={edit} onClose={() => setOpen(false)} />
		</Dialog>
	);
}

/** Only what was changed, so that nobody else's words are overwritten. */
function changesOf(post: PostPanel, headline: string, form: FormData) {
	const changed = (name: string, before: string) => {
		const value = String(form.get(name) ?? "").replaceAll("\r\n", "\n");
		return value === before ? {} : { [name]: value };
	};
	return {
		...changed("title", post.title),
		...changed("caption", post.caption),
		...changed("altText", post.altText),
		...changed("headline", headline),
	};
}

function EditForm(props: EditDialogProps & { onClose: () => void }) {
	const { post, onClose } = props;
	const picture = Picture.safeParse(post.picture).data;
	const act = useRecordedAction(props.edit, {
		invalidates: [publishingQuery.all()],
		tell: ({ moderation }) =>
			moderation === "pass"
				? { text: "Saved, drawn again, and passed by moderation" }
				: { text: "Saved, but moderation holds it", refused: true },
		onDone: onClose,
		refusalInPlace: true,
	});
	const submit = (form: FormData) =>
		act.run({
			postId: post.id,
			version: post.version,
			...changesOf(post, picture?.title ?? "", form),
		});
	return (
		<DialogForm
			onSubmit={submit}
			onCancel={onClose}
			submitLabel="Save, judge and draw again"
			pending={act.pending}
		>
			{act.result && !act.result.ok && (
				<Banner announce tone="bad" title={act.result.message} />
			)}
			<Input
				label="Title"
				name="title"
				maxLength={300}
				defaultValue={post.title}
				error={act.fields.title}
				hint="For this room only; followers do not see it."
			/>
			{picture && (
				<Input
					label="Text on the picture"
					name="headline"
					maxLength={300}
					defaultValue={picture.title}
					error={act.fields.headline}
				/>
			)}
			<Textarea
				label="Caption"
				name="caption"
				rows={8}
				maxLength={2200}
				defaultValue={post.caption}
				error={act.fields.caption}
			/>
			<Textarea
				label="Alternative text"
				name="altText"
				optional
				rows={3}
				maxLength={1000}
				defaultValue={post.altText}
				error={act.fields.altText}
				hint="Read out to those who do not see the picture."
			/>
		</DialogForm>
	);
}
