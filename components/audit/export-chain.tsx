"use client";
import { ExportDialog } from "@/components/shell/export-dialog";
import { useActInUrl } from "@/components/shell/use-act-in-url";

export function ExportChain() {
	const [open, turn] = useActInUrl("export");
	return (
		<ExportDialog
			title="Export the audit log"
			description="Every event as JSON lines, closed by a signed checkpoint. The export is itself an audit event."
			href="/api/audit/export"
			fileName="signalbox-audit.jsonl"
			done={(headers) => `${headers.get("x-signalbox-events")} events exported`}
			open={open}
			onOpenChange={turn}
		/>
	);
}
