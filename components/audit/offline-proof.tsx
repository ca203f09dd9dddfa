import { Disclosure } from "@/components/ui/overlays/disclosure";
import { CopyText } from "./copy-text";

const Line = ({ children }: { children: string }) => (
	<code className="block select-all break-all rounded-md bg-sunken p-2 font-mono text-xs">
		{children}
	</code>
);

/** What somebody who does not trust this server needs: the public key, and the command. */
export function OfflineProof({ publicKey }: { publicKey: string }) {
	return (
		<Disclosure summary="Verify without this server">
			<div className="space-y-2">
				<p>
					Export the log, take this public key, and check the file on any
					machine that has Signalbox’s code. No database is needed; add{" "}
					<code className="font-mono text-xs">--checkpoint</code> with
					checkpoints that were kept elsewhere to see what was written anew.
				</p>
				<Line>{publicKey}</Line>
				<Line>{`npm run ops -- audit-verify signalbox-audit.jsonl --key ${publicKey}`}</Line>
				<CopyText text={publicKey} of="the public key" />
			</div>
		</Disclosure>
	);
}
