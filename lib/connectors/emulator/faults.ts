import { setTimeout as delay } from "node:timers/promises";
import { GraphRefusal } from "./refusal";
import type { Reply } from "./reply";
import type { Fault, FaultKind, Route } from "./state";
import { nextId, type World } from "./world";

type Where = { route: Route; igId: string };

/** The first fault of this kind that strikes here, not counted down. */
export const activeFault = (
	world: World,
	kind: FaultKind,
	where: Where,
): Fault | undefined =>
	world.state.faults.find(
		(fault) =>
			fault.kind === kind &&
			(fault.route === null || fault.route === where.route) &&
			(fault.igId === null || fault.igId === where.igId),
	);

/** The same, counted down; a fault that has struck its last is gone. */
export function takeFault(
	world: World,
	kind: FaultKind,
	where: Where,
): Fault | undefined {
	const fault = activeFault(world, kind, where);
	if (fault === undefined || fault.remaining === null) return fault;
	fault.remaining -= 1;
	if (fault.remaining <= 0)
		world.state.faults = world.state.faults.filter((f) => f !== fault);
	world.save();
	return fault;
}

/** The platform's read outage (§0.4): objects younger than `freshMs` answer 100/33. */
export function refuseFreshRead(
	world: World,
	where: Where,
	made: { id: string; at: number },
): void {
	const fault = activeFault(world, "fresh_read_100_33", where);
	const freshMs = fault?.params.freshMs ?? Number.POSITIVE_INFINITY;
	if (world.now() - made.at >= freshMs) return;
	if (takeFault(world, "fresh_read_100_33", where))
		throw GraphRefusal.missing(made.id);
}

export function addFault(
	world: World,
	fault: Pick<Fault, "kind" | "route" | "igId" | "remaining" | "params">,
): Fault {
	const made = { ...fault, id: nextId(world, "17"), createdAt: world.now() };
	world.state.faults.push(made);
	world.save();
	return made;
}

/** Waits in real time; rejects when the emulator closes. */
export const waitUnlessClosing = (world: World, ms: number): Promise<void> =>
	delay(ms, undefined, { signal: world.closing, ref: false });

const WRITES: ReadonlySet<Route> = new Set(["create", "publish"]);

/** Faults that strike before the route does anything: a reply in its place, a refusal, or nothing. */
export async function interfere(
	world: World,
	where: Where,
): Promise<Reply | null> {
	const latency = takeFault(world, "latency", where);
	if (latency) await waitUnlessClosing(world, latency.params.delayMs ?? 1000);
	if (takeFault(world, "reset", where)) return { kind: "reset" };
	if (takeFault(world, "http_500_html", where)) return SERVER_ERROR;
	if (takeFault(world, "token_revoked", where))
		throw new GraphRefusal(
			190,
			"Error validating access token: The session has been invalidated because the user changed their password.",
			{ subcode: 460 },
		);
	if (WRITES.has(where.route) && takeFault(world, "account_restricted", where))
		throw new GraphRefusal(25, "The Instagram account is restricted.", {
			subcode: 2207050,
		});
	const { params } = takeFault(world, "graph_error", where) ?? {};
	if (params)
		throw new GraphRefusal(
			params.code ?? 2,
			params.message ?? "An error was injected",
			params,
		);
	return null;
}

const SERVER_ERROR: Reply = {
	kind: "html",
	status: 500,
	html: "<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>",
};
