"use client";
import { OctagonX } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import type { AccountChoice } from "@/components/frame/account-switcher";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { HaltAct, HaltDone } from "./halt-done";
import { HaltForm } from "./halt-form";
import { HaltResult } from "./halt-result";

type HaltDialogProps = {
	halt: HaltAct;
	account: AccountChoice | null;
	halted: boolean;
};

/** `?act=halt` opens it too: the palette leads there. */
function useHaltInUrl(): [asked: boolean, forget: () => void] {
	const router = useRouter();
	const pathname = usePathname();
	const params = useSearchParams();
	const forget = () => {
		const rest = new URLSearchParams(params);
		rest.delete("act");
		router.replace(`${pathname}?${rest}`, { scroll: false });
	};
	return [params.get("act") === "halt", forget];
}

/** Stops publishing in two presses from anywhere, then says what was stopped and what had left before. */
export function HaltDialog({ halt, account, halted }: HaltDialogProps) {
	const [open, setOpen] = useState(false);
	const [done, setDone] = useState<HaltDone | null>(null);
	const [asked, forget] = useHaltInUrl();
	const turn = (next: boolean) => {
		setOpen(next);
		if (next) setDone(null);
		else if (asked) forget();
	};
	return (
		<Dialog
			title={done ? "Publishing is halted" : "Halt publishing"}
			open={open || asked}
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
					onHalted={setDone}
				/>
			)}
		</Dialog>
	);
}
