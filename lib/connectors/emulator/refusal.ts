import { randomBytes } from "node:crypto";

type Facts = {
	subcode?: number | undefined;
	type?: string;
	isTransient?: boolean | undefined;
	httpStatus?: number | undefined;
};

/** A refusal in the platform's words; the server turns it into the error JSON of §1.7. */
export class GraphRefusal extends Error {
	readonly code: number;
	readonly facts: Facts;

	constructor(code: number, message: string, facts: Facts = {}) {
		super(message);
		this.name = "GraphRefusal";
		this.code = code;
		this.facts = facts;
	}

	/** 100/33: unknown, somebody else's, or unreadable: the platform does not tell them apart. */
	static missing(id: string): GraphRefusal {
		return new GraphRefusal(
			100,
			`Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
			{ subcode: 33, type: "GraphMethodException" },
		);
	}

	get httpStatus(): number {
		return this.facts.httpStatus ?? 400;
	}

	body(): object {
		const { subcode, type, isTransient } = this.facts;
		return {
			error: {
				message: this.message,
				type: type ?? "OAuthException",
				code: this.code,
				...(subcode === undefined ? {} : { error_subcode: subcode }),
				is_transient: isTransient ?? false,
				error_user_title: "Emulator",
				error_user_msg: this.message,
				fbtrace_id: randomBytes(9).toString("base64url"),
			},
		};
	}
}
