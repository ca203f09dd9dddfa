import { canonicalJson, type Json, sha256 } from "@/lib/core/canonical-json";
import type { AuditAction } from "./actions";

/** What a use case says of its change; the wrapper adds who, when and where in the chain. */
export type AuditEvent = {
	action: AuditAction;
	subject: { type: string; id: string };
	accountId?: string | null;
	reason?: string | null;
	before?: unknown;
	after?: unknown;
	/** What the decision was made from. No secrets, no personal data beyond ids. */
	facts?: unknown;
};

/** One link of the chain as it is stored and exported; `at` is microseconds since 1970 in decimal. */
export type ChainedEvent = {
	seq: string;
	at: string;
	actorKind: string;
	actorId: string;
	actorName: string;
	session: string | null;
	address: string | null;
	action: string;
	subjectType: string;
	subjectId: string;
	accountId: string | null;
	reason: string | null;
	before: Json;
	after: Json;
	facts: Json;
	trace: string;
	prevHash: string;
	hash: string;
};

export const GENESIS_HASH = "0".repeat(64);
const DOMAIN_TAG = "signalbox.audit.v1";

/** SHA-256(domain tag ‖ seq ‖ previous hash ‖ canonical JSON), parts separated by a line feed (AC-A2). */
export function hashEvent(event: Omit<ChainedEvent, "hash">): string {
	const { seq, prevHash, ...content } = event;
	return sha256([DOMAIN_TAG, seq, prevHash, canonicalJson(content)].join("\n"));
}

export const microsOf = (at: Date): string => String(at.getTime() * 1000);
