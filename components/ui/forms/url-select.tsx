"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Select, type SelectOption } from "./select";

type UrlSelectProps = {
	label: string;
	/** The URL parameter that holds the choice. */
	param: string;
	value: string;
	options: readonly SelectOption[];
	/** The choice that needs no parameter. */
	fallback: string;
};

/** Parameters that point into the rows of another choice. */
const ROW_STATE = ["row", "cursor"];

/** A filter whose choice stands in the URL, so that it can be sent to a colleague. */
export function UrlSelect(props: UrlSelectProps) {
	const { label, param, value, options, fallback } = props;
	const router = useRouter();
	const pathname = usePathname();
	const search = useSearchParams();
	const choose = (next: string) => {
		const params = new URLSearchParams(search);
		for (const name of ROW_STATE) params.delete(name);
		if (next === fallback) params.delete(param);
		else params.set(param, next);
		router.replace(`${pathname}?${params}`, { scroll: false });
	};
	return (
		<Select
			label={label}
			value={value}
			options={options}
			onChange={(event) => choose(event.currentTarget.value)}
		/>
	);
}
