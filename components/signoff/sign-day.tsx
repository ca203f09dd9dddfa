"use client";
import { useRouter } from "next/navigation";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { MEANING } from "@/lib/signoff/model";
import type { TodayView } from "@/lib/signoff/model-today";
import { signoffQuery } from "@/lib/signoff/queries";
import type { SignOffActs } from "./acts";

type SignDayProps = { today: TodayView; sign: SignOffActs["sign"] };

/** Says what a signature means, asks for the password, freezes the day. */
export function SignDay({ today, sign }: SignDayProps) {
	const router = useRouter();
	const { run } = useRecordedAction(sign, {
		invalidates: [signoffQuery.all()],
		tell: (answer) =>
			answer.kind === "signed"
				? { text: `${answer.day} is signed off` }
				: {
						text: `Not signed: ${answer.by.map(({ sentence }) => sentence).join(" ")}`,
						refused: true,
					},
		onDone: (answer) => {
			if (answer.kind === "signed")
				router.push(`/signoff?account=${today.accountId}&day=${answer.day}`);
		},
	});
	return (
		<AlertDialog
			title={`Sign off ${today.day} for @${today.handle}`}
			description={
				<>
					<p>
						By signing you say: <strong>“{MEANING}”</strong>
					</p>
					<p>
						What is true now is frozen with its SHA-256 and cannot be changed
						afterwards. The team channel is told. You are asked for your
						password.
					</p>
				</>
			}
			confirmLabel="Sign off the day"
			onConfirm={() => run({ accountId: today.accountId })}
			trigger={<Button variant="primary">Sign off the day</Button>}
		/>
	);
}
