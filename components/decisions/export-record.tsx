"use client";
import { useState } from "react";
import { ExportDialog } from "@/components/shell/export-dialog";

export function ExportRecord({ id }: { id: string }) {
	const [open, setOpen] = useState(false);
	return (
		<ExportDialog
			title="Export this decision record"
			description="Both gate decisions with the audit events that vouch for them, signed. The export is itself an audit event."
			href={`/api/decisions/${id}/export`}
			fileName={`signalbox-decision-${id}.json`}
			done={() => "The record is exported"}
			open={open}
			onOpenChange={setOpen}
		/>
	);
}
