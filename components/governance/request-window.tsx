"use client";
import { useState } from "react";
import { useActInUrl } from "@/components/shell/use-act-in-url";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { GovernanceView } from "@/lib/governance/views-governance";
import { GrantorsNote } from "./grantors-note";
import { type RequestChoice, RequestFields } from "./request-fields";
import { useRequestWindow } from "./use-request-window";

type RequestWindowProps = { room: GovernanceView; accountId: string | null };

type RequestFormProps = RequestWindowProps & { onClose: () => void };

function RequestForm({ room, accountId, onClose }: RequestFormProps) {
	const [choice, setChoice] = useState<RequestChoice>({
		accountIds: accountId ? [accountId] : [],
		later: false,
	});
	const request = useRequestWindow(room, onClose);
	const [only] = choice.accountIds;
	const scope = choice.accountIds.length === 1 && only ? only : "all";
	const grantors = room.grantors[scope];
	return (
		<form
			className="space-y-4"
			onSubmit={(event) => {
				event.preventDefault();
				void request.submit(choice, new FormData(event.currentTarget));
			}}
		>
			<RequestFields
				room={room}
				choice={choice}
				onChoice={setChoice}
				fields={request.fields}
			/>
			<section className="space-y-1">
				<h3 className="font-medium">Who could grant it</h3>
				<GrantorsNote grantors={grantors} />
			</section>
			<div className="flex flex-wrap justify-end gap-2">
				<Button onClick={onClose}>Cancel</Button>
				<Button
					type="submit"
					variant="primary"
					pending={request.pending}
					disabled={Boolean(grantors?.hopeless)}
				>
					Request the window
				</Button>
			</div>
		</form>
	);
}

/** Asks for a window, and says beforehand who could grant what in it. */
export function RequestWindow({ room, accountId }: RequestWindowProps) {
	const [open, turn] = useActInUrl("request");
	if (!room.panel.mayRequest) return null;
	return (
		<Dialog
			title="Request an approval window"
			description="Nothing is open until the three signals are granted in it. You cannot grant the last two yourself."
			open={open}
			onOpenChange={turn}
			trigger={<Button variant="primary">Request a window</Button>}
		>
			<RequestForm
				room={room}
				accountId={accountId}
				onClose={() => turn(false)}
			/>
		</Dialog>
	);
}
