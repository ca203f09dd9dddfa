import type { Ctx } from "@/lib/command";
import type { PublishDeps } from "@/lib/publishing/publish/deps";

class Crash extends Error {}

/** Kills a run at its n-th step: from then on it does nothing any more, like a killed process. */
export class Killer {
	steps = 0;
	dead = false;

	constructor(readonly at: number) {}

	step = (): void => {
		if (this.dead) throw new Crash("already dead");
		if (this.steps++ !== this.at) return;
		this.dead = true;
		throw new Crash(`killed at step ${this.at}`);
	};

	ctx(ctx: Ctx): Ctx {
		return { ...ctx, db: this.database(ctx.db) };
	}

	/** Of deps whose calls go through this killer's `fetch`. */
	deps(deps: PublishDeps): PublishDeps {
		return {
			...deps,
			sleep: async (ms) => {
				this.step();
				await deps.sleep(ms);
			},
		};
	}

	/** Dies before the request leaves, or after the platform has answered and before anybody reads it. */
	fetch: typeof fetch = async (input, init) => {
		this.step();
		const response = await fetch(input, init);
		this.step();
		return response;
	};

	private database(db: Ctx["db"]): Ctx["db"] {
		return new Proxy(db, {
			get: (target, key) => {
				if (key === "$transaction") return this.transaction(target);
				return this.wrap(Reflect.get(target, key), target);
			},
		});
	}

	private transaction(db: Ctx["db"]) {
		return async (
			work: (tx: object) => Promise<unknown>,
			options?: { timeout?: number },
		) => {
			this.step();
			const result = await db.$transaction(async (tx) => {
				const done = await work(
					new Proxy(tx, {
						get: (target, key) => this.wrap(Reflect.get(target, key), target),
					}),
				);
				this.step();
				return done;
			}, options);
			// Committed, but the process dies before it knows.
			this.step();
			return result;
		};
	}

	/** A model's methods, or a raw query, each with a step before it. */
	private wrap(value: unknown, owner: object): unknown {
		if (typeof value === "function")
			return (...args: unknown[]) => {
				this.step();
				return Reflect.apply(value, owner, args);
			};
		if (typeof value !== "object" || value === null) return value;
		return new Proxy(value, {
			get: (model, key) => {
				const method: unknown = Reflect.get(model, key);
				if (typeof method !== "function") return method;
				return (...args: unknown[]) => {
					this.step();
					return Reflect.apply(method, model, args);
				};
			},
		});
	}
}

/** Runs a worker to its end, or to its death. */
export async function untilDeath(run: Promise<unknown>): Promise<void> {
	await run.catch((error: unknown) => {
		if (!(error instanceof Crash)) throw error;
	});
}
