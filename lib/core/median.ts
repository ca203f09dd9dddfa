import { median as medianOfSome } from "simple-statistics";

/** The middle value, or the mean of the middle two; 0 of none. */
export const median = (values: readonly number[]): number =>
	values.length === 0 ? 0 : medianOfSome([...values]);
