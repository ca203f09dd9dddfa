"use client";
import { OctagonX } from "lucide-react";
import { useState } from "react";
import type { AccountChoice } from "@/components/shell/nav/account-switcher";
import { useActInUrl } from "@/components/shell/use-act-in-url";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { HaltAct, HaltDone } from "./done";
import { HaltForm } from "./form";
import { HaltResult } from "./result";

type HaltDialogProps = {
	halt: HaltAct;
	account: AccountChoice | null;
	halted: boolean;
};

/** Stops publishing in two presses from anywhere, then says what was stopped and what had left before. */
export function HaltDialog({ halt, account, halted }: HaltDialogProps) {
	const [done, setDone] = useState<HaltDone | null>(null);
	const [open, setOpen] = useActInUrl("halt");
	const turn = (next: boolean) => {
		if (next) setDone(null);
		setOpen(next);
	};
	// Also to somebody who closed the dialog before the answer came.
	const tell = (answer: HaltDone) => {
		setDone(answer);
		setOpen(true);
	};
	return (
		<Dialog
			title={done ? "Publishing is halted" : "Halt publishing"}
			open={open}
			onOpenChange={turn}
			trigger={
				<Button variant="danger" size="sm">
					<OctagonX aria-hidden />
					<span className="max-sm:sr-only">
						{halted ? "Halt more" : "Halt publishing"}
					</span>
					<span aria-hidden className="sm:hidden">
						Halt
					</span>
				</Button>
			}
		>
			{done ? (
				<HaltResult
					done={done}
					zone={account?.zone ?? "UTC"}
					onClose={() => turn(false)}
				/>
			) : (
				<HaltForm
					halt={halt}
					account={account}
					onCancel={() => turn(false)}
					onHalted={tell}
				/>
			)}
		</Dialog>
	);
}
