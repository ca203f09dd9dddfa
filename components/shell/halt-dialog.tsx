"use client";
import { OctagonX } from "lucide-react";
import { useState } from "react";
import type { AccountChoice } from "@/components/frame/account-switcher";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { HaltAct, HaltDone } from "./halt-done";
import { HaltForm } from "./halt-form";
import { HaltResult } from "./halt-result";
import { useActInUrl } from "./use-act-in-url";

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
