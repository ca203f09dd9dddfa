/** Lines differ by dash as well as by colour. */
const LOOKS = [
	{ color: "var(--color-series-a)", dash: "" },
	{ color: "var(--color-series-b)", dash: "6 3" },
	{ color: "var(--color-series-c)", dash: "2 3" },
	{ color: "var(--color-series-d)", dash: "8 3 2 3" },
] as const;

export const seriesLook = (index: number) =>
	LOOKS[index % LOOKS.length] ?? LOOKS[0];
