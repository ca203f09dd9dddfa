import { GraphRefusal } from "@/lib/connectors/emulator/refusal";

/** The asked-for fields of a node, `id` always; an unknown name refuses the whole request, as the platform does. */
export function pickFields(
	node: Readonly<Record<string, unknown>>,
	asked: string | undefined,
	typeName: string,
): Record<string, unknown> {
	const names = new Set(["id", ...(asked ?? "").split(",").filter(Boolean)]);
	const picked: Record<string, unknown> = {};
	for (const name of names) {
		if (!(name in node))
			throw new GraphRefusal(
				100,
				`(#100) Tried accessing nonexisting field (${name}) on node type (${typeName})`,
			);
		// A field without a value is left out, not sent as null.
		if (node[name] !== undefined) picked[name] = node[name];
	}
	return picked;
}
