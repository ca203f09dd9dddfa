"use client";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { toast } from "sonner";
import {
	type ActionResult,
	NO_ANSWER,
	runWithReauth,
	toastLines,
} from "./action-result";
import { useReauth } from "./reauth-provider";

type UseActionOptions<Value> = {
	/** Query keys to read again afterwards: a domain's `all()`. */
	invalidates?: readonly QueryKey[];
	onDone?: (value: Value | undefined) => void;
	/** Asks for the password and answers whether it was given; the provider's dialog unless said otherwise. */
	onReauth?: () => Promise<boolean>;
	/** Off where the answer is shown in place. */
	toasts?: boolean;
};

type UseAction<Input, Value> = {
	/** Does nothing but answer a conflict while an earlier run is under way. */
	run: (input: Input) => Promise<ActionResult<Value>>;
	pending: boolean;
	/** The last answer. */
	result: ActionResult<Value> | null;
	/** Messages by form field of the last refusal. */
	fields: Readonly<Record<string, string>>;
};

const NO_FIELDS = {};

const BUSY: ActionResult<never> = {
	ok: false,
	code: "conflict",
	message: "This is already under way.",
};

/** A redirecting action rejects too, when the router is already on its way. */
const isNavigation = (error: unknown): boolean =>
	error instanceof Error &&
	"digest" in error &&
	String(error.digest).startsWith("NEXT_");

function tell(result: ActionResult): void {
	const { title, description } = toastLines(result);
	if (result.ok) toast.success(title, { description });
	else toast.error(title, { description, duration: Number.POSITIVE_INFINITY });
}

/** The one way for a screen to change something: pending, message, fresh data, password again. */
export function useAction<Input, Value = unknown>(
	action: (input: Input) => Promise<ActionResult<Value>>,
	options: UseActionOptions<Value> = {},
): UseAction<Input, Value> {
	const client = useQueryClient();
	const reauth = useReauth();
	const busy = useRef(false);
	const [pending, setPending] = useState(false);
	const [result, setResult] = useState<ActionResult<Value> | null>(null);
	const { invalidates = [], onDone, onReauth, toasts = true } = options;

	const settle = async (input: Input): Promise<ActionResult<Value> | null> => {
		try {
			return await runWithReauth(() => action(input), onReauth ?? reauth);
		} catch (error) {
			return isNavigation(error) ? null : NO_ANSWER;
		}
	};

	const run = async (input: Input): Promise<ActionResult<Value>> => {
		if (busy.current) return BUSY;
		busy.current = true;
		setPending(true);
		const answer = await settle(input);
		busy.current = false;
		setPending(false);
		if (!answer) return { ok: true };
		setResult(answer);
		if (toasts) tell(answer);
		for (const queryKey of invalidates)
			void client.invalidateQueries({ queryKey });
		if (answer.ok) onDone?.(answer.value);
		return answer;
	};

	const fields = (result && !result.ok && result.fields) || NO_FIELDS;
	return { run, pending, result, fields };
}
