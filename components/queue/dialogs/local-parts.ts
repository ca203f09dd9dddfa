/** Day and time of an instant in a zone, as date and time inputs want them. */
export function localParts(
	iso: string,
	zone: string,
): { day: string; time: string } {
	const parts = new Intl.DateTimeFormat("en-GB", {
		timeZone: zone,
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	}).formatToParts(Date.parse(iso));
	const of = (type: string) =>
		parts.find((part) => part.type === type)?.value ?? "";
	return {
		day: `${of("year")}-${of("month")}-${of("day")}`,
		time: `${of("hour")}:${of("minute")}`,
	};
}
