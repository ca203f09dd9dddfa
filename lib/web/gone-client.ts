import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * A client that goes away in the middle of a request is no fault of this process. Node says nothing of it,
 * but Next puts a plain stream's methods and listeners on a request whose body its proxy has read, and
 * with those it would be an uncaught exception; the response closes after that, and before the error.
 */
export function forgiveGoneClient(
	request: IncomingMessage,
	response: ServerResponse,
): void {
	response.once("close", () => request.once("error", () => undefined));
}
