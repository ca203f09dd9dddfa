"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlays/dialog";
import { saveFile } from "@/components/ui/tables/save-file";
import { messageOf } from "@/lib/core/errors";

type ExportProps = {
	/** Where the signed file is asked for. */
	href: string;
	fileName: string;
	/** What to say once it is there, from the answer's headers. */
	done: (headers: Headers) => string;
};

type ExportDialogProps = ExportProps & {
	title: string;
	description: string;
	open: boolean;
	onOpenChange: (open: boolean) => void;
};

type State =
	| { kind: "ready" | "running" }
	| { kind: "done"; title: string; publicKey: string }
	| { kind: "failed"; message: string };

const messageIn = (body: unknown): string =>
	typeof body === "object" && body !== null && "message" in body
		? String(body.message)
		: "the server did not say why";

/** Asks for the file and hands it to the browser's downloads. */
async function download({ href, fileName, done }: ExportProps): Promise<State> {
	try {
		const response = await fetch(href, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: "{}",
		});
		if (!response.ok)
			return { kind: "failed", message: messageIn(await response.json()) };
		saveFile(await response.blob(), fileName);
		const publicKey = response.headers.get("x-signalbox-public-key") ?? "";
		return { kind: "done", title: done(response.headers), publicKey };
	} catch (error) {
		return { kind: "failed", message: messageOf(error) };
	}
}

function Result({ state, fileName }: { state: State; fileName: string }) {
	if (state.kind === "failed")
		return (
			<Banner announce tone="bad" title="Nothing was exported">
				{state.message}
			</Banner>
		);
	if (state.kind !== "done") return null;
	return (
		<Banner announce tone="ok" title={state.title}>
			<p>Anybody can verify the file without this server:</p>
			<code className="select-all break-all font-mono text-xs">
				npm run ops -- audit-verify {fileName} --key {state.publicKey}
			</code>
		</Banner>
	);
}

function Export(props: ExportProps) {
	const [state, setState] = useState<State>({ kind: "ready" });
	const run = async () => {
		setState({ kind: "running" });
		setState(await download(props));
	};
	return (
		<>
			<Result state={state} fileName={props.fileName} />
			<div className="flex justify-end">
				<Button
					variant="primary"
					pending={state.kind === "running"}
					onClick={() => void run()}
				>
					Export and download
				</Button>
			</div>
		</>
	);
}

/** Downloads a signed file that anybody can verify; the export is itself recorded. */
export const ExportDialog = (props: ExportDialogProps) => (
	<Dialog
		title={props.title}
		description={props.description}
		open={props.open}
		onOpenChange={props.onOpenChange}
		trigger={
			<Button>
				<Download aria-hidden />
				Export
			</Button>
		}
	>
		<Export {...props} />
	</Dialog>
);
