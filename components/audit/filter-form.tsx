import Form from "next/form";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Input } from "@/components/ui/forms/input";
import { Select, type SelectOption } from "@/components/ui/forms/select";

type FilterName =
	| "actor"
	| "action"
	| "subject"
	| "id"
	| "from"
	| "to"
	| "trace"
	| "account";

type FilterFormProps = {
	values: { readonly [Name in FilterName]?: string | undefined };
	actors: readonly SelectOption[];
	actions: readonly string[];
	subjects: readonly string[];
	clearHref: string;
};

function Suggestions(props: { id: string; words: readonly string[] }) {
	return (
		<datalist id={props.id}>
			{props.words.map((word) => (
				<option key={word} value={word} />
			))}
		</datalist>
	);
}

/** The filter is the address: it can be sent to a colleague, and works without script. */
export function FilterForm(props: FilterFormProps) {
	const { values } = props;
	return (
		<Form
			action="/audit"
			className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 xl:grid-cols-6"
		>
			{values.account && (
				<input type="hidden" name="account" value={values.account} />
			)}
			{values.trace && (
				<input type="hidden" name="trace" value={values.trace} />
			)}
			<Select
				label="Who"
				name="actor"
				required={false}
				defaultValue={values.actor ?? ""}
				options={[{ value: "", label: "anybody" }, ...props.actors]}
			/>
			<Input
				label="Act"
				name="action"
				required={false}
				placeholder="post. or halt.set"
				list="audit-actions"
				defaultValue={values.action}
			/>
			<Input
				label="Subject"
				name="subject"
				required={false}
				placeholder="any kind"
				list="audit-subjects"
				defaultValue={values.subject}
			/>
			<Input
				label="Its ID"
				name="id"
				required={false}
				placeholder="any"
				defaultValue={values.id}
			/>
			<Input
				label="From"
				name="from"
				type="date"
				required={false}
				defaultValue={values.from}
			/>
			<Input
				label="To"
				name="to"
				type="date"
				required={false}
				defaultValue={values.to}
			/>
			<Suggestions id="audit-actions" words={props.actions} />
			<Suggestions id="audit-subjects" words={props.subjects} />
			<div className="col-span-full flex flex-wrap items-center gap-2">
				<Button type="submit">Filter</Button>
				<ButtonLink variant="ghost" href={props.clearHref}>
					Clear
				</ButtonLink>
				{values.trace && (
					<p className="min-w-0 break-all text-ink-muted text-sm">
						only trace <code className="font-mono">{values.trace}</code>
					</p>
				)}
			</div>
		</Form>
	);
}
