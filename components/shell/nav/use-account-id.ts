"use client";
import { useSearchParams } from "next/navigation";

/** The account that the URL names. */
export const useAccountId = (): string | null =>
	useSearchParams().get("account");
