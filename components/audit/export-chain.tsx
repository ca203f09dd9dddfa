"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { useActInUrl } from "@/components/shell/use-act-in-url";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type Exported, exportChain } from "./export-file";

type State =
	| { kind: "ready" | "running" }
	| { kind: "done"; exported: Exported }
	| { kind: "failed"; message: string };

function Result({ state }: { state: State }) {
	if (state.kind === "failed")
		return (
			<Banner announce tone="bad" title="Nothing was exported">
				{state.message}
			</Banner>
		);
	if (state.kind !== "done") return null;
	const { events, publicKey } = state.exported;
	return (
		<Banner announce tone="ok" title={`${events} events exported`}>
			<p>Anybody can verify the file without this server:</p>
			<code className="select-all break-all font-mono text-xs">
				npm run ops -- audit-verify signalbox-audit.jsonl --key {publicKey}
			</code>
		</Banner>
	);
}

/** Downloads the signed chain; the export is itself recorded. */
export function ExportChain() {
	const [open, turn] = useActInUrl("export");
	const [state, setState] = useState<State>({ kind: "ready" });
	const run = async () => {
		setState({ kind: "running" });
		setState(await exportChain());
	};
	return (
		<Dialog
			title="Export the audit log"
			description="Every event as JSON lines, closed by a signed checkpoint. The export is itself an audit event."
			open={open}
			onOpenChange={(next) => {
				setState({ kind: "ready" });
				turn(next);
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
