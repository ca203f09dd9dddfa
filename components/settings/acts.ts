import type { ActionResult } from "@/components/ui/actions/action-result";
import type { Brand } from "@/lib/accounts/model";
import type { Receipt } from "@/lib/audit/receipt";
import type { Role, TokenScope } from "@/lib/auth/permissions";
import type { Left } from "@/lib/incidents/leaving/model";

type Act<Input, Value> = (
	input: Input,
) => Promise<ActionResult<Receipt<Value>>>;

type RoleAt = { role: Role; accountId: string | null };
type OfPerson = { personId: string };
type Reasoned = { accountId: string; reason: string };

export type PeopleActs = {
	add: Act<
		{ email: string; name: string; roles: RoleAt[] },
		{ personId: string; password: string }
	>;
	leave: Act<OfPerson & { successorId: string | null; reason: string }, Left>;
	enable: Act<OfPerson, unknown>;
	grant: Act<OfPerson & RoleAt, unknown>;
	revoke: Act<OfPerson & RoleAt, unknown>;
};

export type Connection = { connected: boolean; missing: readonly string[] };

export type AccountActs = {
	add: Act<
		{
			handle: string;
			igUserId: string;
			name: string;
			timeZone: string;
			slots: string[];
			brand: { name: string; niche: string };
		},
		{ accountId: string }
	>;
	update: Act<
		{ accountId: string } & (
			| { timeZone: string; slots: string[] }
			| { brand: Brand }
		),
		unknown
	>;
	connect: Act<{ accountId: string; token?: string }, Connection>;
	pause: Act<Reasoned, unknown>;
	resume: Act<Reasoned, unknown>;
};

type OnRequest = { requestId: string };

export type PolicyActs = {
	ask: Act<Reasoned, OnRequest>;
	confirm: Act<OnRequest, unknown>;
	decline: Act<OnRequest & { reason: string }, unknown>;
	switchOff: Act<Reasoned, unknown>;
};

export type ChannelActs = {
	set: Act<{ url: string | null }, { host: string | null; revived: number }>;
	test: Act<null, { ok: boolean; fault: string | null }>;
};

export type TokenActs = {
	issue: Act<
		{ name: string; scopes: TokenScope[] },
		{ secret: string; expiresAt: string }
	>;
	revoke: Act<{ tokenId: string }, unknown>;
};
