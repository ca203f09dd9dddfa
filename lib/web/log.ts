import { pino } from "pino";
import { messageOf } from "@/lib/core/errors";

const logger = pino({ name: "web" });

/** An error that nobody foresaw, for the operators of the server alone. */
export function logUnforeseen(traceId: string, error: unknown): void {
	logger.error({ traceId, err: error }, messageOf(error));
}
