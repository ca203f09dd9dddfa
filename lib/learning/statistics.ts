export const sum = (values: readonly number[]): number =>
	values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number =>
	sum(values) / values.length;

/** Sum of the squared distances from the mean. */
export function squares(values: readonly number[]): number {
	const centre = mean(values);
	return sum(values.map((value) => (value - centre) ** 2));
}

/** P(Z ≤ z) of a standard normal; Abramowitz and Stegun 7.1.26, off by less than 2e-7. */
export function normalBelow(z: number): number {
	const x = Math.abs(z) / Math.SQRT2;
	const t = 1 / (1 + 0.3275911 * x);
	const tail =
		t *
		(0.254829592 +
			t *
				(-0.284496736 +
					t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
		Math.exp(-x * x);
	return z >= 0 ? 1 - tail / 2 : tail / 2;
}
