import { Input } from "@/components/ui/forms/input";

export const NicheField = ({
	value,
	errors,
}: {
	value?: string;
	errors: Readonly<Record<string, string>>;
}) => (
	<Input
		name="niche"
		label="Niche"
		optional
		maxLength={200}
		hint="What its posts are about: empty slots are filled from it"
		defaultValue={value}
		error={errors["brand.niche"]}
	/>
);
