import { Time } from "@/components/ui/time/time";

const ISO = /(\d{4}-\d\d-\d\dT[\d:.]+Z)/;

/** A reason as the gate says it, its instants shown in the account's zone. */
export function Sentence({ text, zone }: { text: string; zone: string }) {
	const capital = text.charAt(0).toUpperCase() + text.slice(1);
	return capital
		.split(ISO)
		.map((part) =>
			ISO.test(part) ? <Time key={part} iso={part} zone={zone} /> : part,
		);
}
