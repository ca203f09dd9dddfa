import type { Db } from "@/lib/db/client";

export type Reading = {
	/** Sends each question to the database once; a question asked again gets the same answer. */
	db: Db;
	/** Something happened: what was asked before is asked anew. */
	begin: () => void;
};

/** For reading many posts while nothing moves: most of what decides about one decides about the next as well. */
export function createReading(db: Db): Reading {
	const answers = new Map<string, Promise<unknown>>();
	const once = db.$extends({
		query: {
			$allOperations: ({ model, operation, args, query }) => {
				const question = JSON.stringify([model, operation, args]);
				const known = answers.get(question);
				if (known) return known;
				const answer = Promise.resolve(query(args));
				answers.set(question, answer);
				return answer;
			},
		},
	});
	return { db: once as Db, begin: () => answers.clear() };
}
