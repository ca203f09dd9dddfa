"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { saveFile } from "@/components/ui/save-file";
import { messageOf } from "@/lib/core/errors";

type State =
	| { kind: "ready" | "running" }
	| { kind: "done"; name: string; publicKey: string }
	| { kind: "failed"; message: string };

const messageIn = (body: unknown): string =>
	typeof body === "object" && body !== null && "message" in body
		? String(body.message)
		: "the server did not say why";

async function exportRecord(id: string): Promise<State> {
	try {
		const response = await fetch(`/api/decisions/${id}/export`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: "{}",
		});
		if (!response.ok)
			return { kind: "failed", message: messageIn(await response.json()) };
		const name = `signalbox-decision-${id}.json`;
		saveFile(await response.blob(), name);
		const publicKey = response.headers.get("x-signalbox-public-key") ?? "";
		return { kind: "done", name, publicKey };
	} catch (error) {
		return { kind: "failed", message: messageOf(error) };
	}
}

function Result({ state }: { state: State }) {
	if (state.kind === "failed")
		return (
			<Banner announce tone="bad" title="Nothing was exported">
				{state.message}
			</Banner>
		);
	if (state.kind !== "done") return null;
	return (
		<Banner announce tone="ok" title="The record is exported">
			<p>Anybody can verify the file without this server:</p>
			<code className="select-all break-all font-mono text-xs">
				npm run ops -- audit-verify {state.name} --key {state.publicKey}
			</code>
		</Banner>
	);
}

/** Downloads the signed record; the export is itself recorded. */
export function ExportRecord({ id }: { id: string }) {
	const [open, setOpen] = useState(false);
	const [state, setState] = useState<State>({ kind: "ready" });
	const run = async () => {
		setState({ kind: "running" });
		setState(await exportRecord(id));
	};
	return (
		<Dialog
			title="Export this decision record"
			description="Both answers with the audit events that vouch for them, signed. The export is itself an audit event."
			open={open}
			onOpenChange={(next) => {
				setState({ kind: "ready" });
				setOpen(next);
			}}
			trigger={
				<Button>
					<Download aria-hidden />
					Export
				</Button>
			}
		>
			<Result state={state} />
			<div className="flex justify-end">
				<Button
					variant="primary"
					pending={state.kind === "running"}
					onClick={() => void run()}
				>
					Export and download
				</Button>
			</div>
		</Dialog>
	);
}
