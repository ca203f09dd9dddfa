"use client";
import {
	createContext,
	type ReactNode,
	use,
	useCallback,
	useRef,
	useState,
} from "react";
import type { ActionResult } from "./action-result";
import { ReauthDialog } from "./reauth-dialog";

/** Opens the question and answers whether the person confirmed who they are. */
type AskAgain = () => Promise<boolean>;

const ReauthContext = createContext<AskAgain | null>(null);

/** Null outside a provider: the refusal is then shown as it is. */
export const useReauth = (): AskAgain | null => use(ReauthContext);

type ReauthProviderProps = {
	/** Checks the password of the person who is signed in. */
	reauthenticate: (password: string) => Promise<ActionResult>;
	children: ReactNode;
};

export function ReauthProvider(props: ReauthProviderProps) {
	const [open, setOpen] = useState(false);
	const answer = useRef<(confirmed: boolean) => void>(null);
	const ask = useCallback<AskAgain>(() => {
		answer.current?.(false);
		setOpen(true);
		return new Promise((resolve) => {
			answer.current = resolve;
		});
	}, []);
	const close = (confirmed: boolean) => {
		setOpen(false);
		answer.current?.(confirmed);
		answer.current = null;
	};
	return (
		<ReauthContext value={ask}>
			{props.children}
			{open && (
				<ReauthDialog reauthenticate={props.reauthenticate} onClose={close} />
			)}
		</ReauthContext>
	);
}
