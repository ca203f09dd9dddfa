import { errorFunction, sumNthPowerDeviations } from "simple-statistics";

/** Sum of the squared distances from the mean. */
export const squares = (values: readonly number[]): number =>
	sumNthPowerDeviations([...values], 2);

/** P(Z ≤ z) of a standard normal, off by less than 2e-7. */
export const normalBelow = (z: number): number =>
	(1 + errorFunction(z / Math.SQRT2)) / 2;
