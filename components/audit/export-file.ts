import { saveFile } from "@/components/ui/save-file";
import { messageOf } from "@/lib/core/errors";

export type Exported = { events: string; publicKey: string };

type Outcome =
	| { kind: "done"; exported: Exported }
	| { kind: "failed"; message: string };

const messageIn = (body: unknown): string =>
	typeof body === "object" && body !== null && "message" in body
		? String(body.message)
		: "the server did not say why";

/** Asks for the export and hands it to the browser's downloads. */
export async function exportChain(): Promise<Outcome> {
	try {
		const response = await fetch("/api/audit/export", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: "{}",
		});
		if (!response.ok)
			return { kind: "failed", message: messageIn(await response.json()) };
		saveFile(await response.blob(), "signalbox-audit.jsonl");
		const header = (name: string) => response.headers.get(name) ?? "";
		return {
			kind: "done",
			exported: {
				events: header("x-signalbox-events"),
				publicKey: header("x-signalbox-public-key"),
			},
		};
	} catch (error) {
		return { kind: "failed", message: messageOf(error) };
	}
}
