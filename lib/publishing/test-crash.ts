import type { Ctx } from "@/lib/command";
import type { PublishDeps } from "@/lib/publishing/publish-deps";

export class Crash extends Error {}

/** Every statement and every commit is a place to die, or only what is seen from outside: calls and commits. */
export type Grain = "statements" | "commits";

/** Kills a run at its n-th step: from then on it does nothing any more, like a killed process. */
export class Killer {
	steps = 0;
	dead = false;

	constructor(
		readonly at: number,
		readonly grain: Grain,
	) {}

	step = (): void => {
		if (this.dead) throw new Crash("already dead");
		if (this.steps++ !== this.at) return;
		this.dead = true;
		throw new Crash(`killed at step ${this.at}`);
	};

	ctx(ctx: Ctx): Ctx {
		return { ...ctx, db: this.database(ctx.db) };
	}

	deps(deps: PublishDeps): Partial<PublishDeps> {
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
				return this.wrap(Reflect.get(target, key), target, this.step);
			},
		});
	}

	private transaction(db: Ctx["db"]) {
		return async (
			work: (tx: object) => Promise<unknown>,
			options?: { timeout?: number },
		) => {
			this.step();
			const inside = this.grain === "statements" ? this.step : this.ifAlive;
			const result = await db.$transaction(
				(tx) =>
					work(
						new Proxy(tx, {
							get: (target, key) =>
								this.wrap(Reflect.get(target, key), target, inside),
						}),
					),
				options,
			);
			// Committed, but the process dies before it knows.
			this.step();
			return result;
		};
	}

	private ifAlive = (): void => {
		if (this.dead) throw new Crash("already dead");
	};

	/** A model's methods, or a raw query, each with a step before it. */
	private wrap(value: unknown, owner: object, step: () => void): unknown {
		if (typeof value === "function")
			return (...args: unknown[]) => {
				step();
				return Reflect.apply(value, owner, args);
			};
		if (typeof value !== "object" || value === null) return value;
		return new Proxy(value, {
			get: (model, key) => {
				const method: unknown = Reflect.get(model, key);
				if (typeof method !== "function") return method;
				return (...args: unknown[]) => {
					step();
					return Reflect.apply(method, model, args);
				};
			},
		});
	}
}
