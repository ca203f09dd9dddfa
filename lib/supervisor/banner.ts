import { z } from "zod";

/** What the seed prints, one JSON object a line: a credential to show once. */
const Credential = z.record(z.string(), z.union([z.string(), z.number()]));

/** One readable line of a seed's JSON line; any other line as it is. */
export function credentialLine(line: string): string {
	const parsed = Credential.safeParse(tryJson(line));
	if (!parsed.success) return line;
	const { kind, ...facts } = parsed.data;
	const told = Object.entries(facts)
		.map(([name, value]) => `${name} ${value}`)
		.join(" · ");
	return kind === undefined ? told : `${kind}: ${told}`;
}

function tryJson(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		// The seed's logs are not JSON.
		return undefined;
	}
}

type Facts = {
	address: string;
	status: "ok" | "degraded";
	demo: boolean;
};

/** What a person needs to know once everything runs. */
export function banner(facts: Facts): string {
	const { address, status, demo } = facts;
	return [
		"",
		`  Signalbox runs at ${address} (${status}${status === "degraded" ? ", `npm run ops -- health-check` says why" : ""})`,
		demo
			? `  Sign in: open ${address}/sign-in, one click per demo person`
			: `  Sign in: open ${address}/sign-in (add people with: npm run ops -- users add --email E --role R)`,
		"  Stop: Ctrl-C",
		"",
	].join("\n");
}
