import { readGovernanceFacts } from "@/lib/governance/gate/facts";
import { decideGate } from "@/lib/governance/gate/gate";
import { explainPost } from "@/lib/publishing/decisions/views-explain";
import { loadPost } from "@/lib/publishing/post/store";
import { readGateFacts } from "@/lib/publishing/publish/gate-facts";
import type { HistoryWorld } from "@/lib/testing/histories/run";
import {
	type Acts,
	type Answer,
	type Mode,
	perform,
} from "@/lib/testing/histories/steps/step";
import { judgingCommands, publishingCommands } from "./posts";
import { wrongIntents } from "./rows";
import type { DatabaseStage } from "./stage";
import { type DatabaseState, newDatabaseState, timeOf } from "./state";
import { staffCommands, stopCommands } from "./stops";
import { windowCommands } from "./windows";

const COMMANDS: Acts<DatabaseState, Promise<Answer>> = {
	...windowCommands,
	...stopCommands,
	...staffCommands,
	...judgingCommands,
	...publishingCommands,
};

/** What the gate would say now about every post, to a worker that asks about all of them. */
async function modesOf(state: DatabaseState): Promise<Mode[]> {
	const { db } = state.stage.world;
	const governance = new Map<string, ReturnType<typeof readGovernanceFacts>>();
	const read = (accountId: string, postId: string | null) => {
		const key = `${accountId} ${postId}`;
		const known = governance.get(key);
		if (known) return known;
		const facts = readGovernanceFacts(db, accountId, {
			lock: "none",
			...(postId && { postId }),
		});
		governance.set(key, facts);
		return facts;
	};
	return Promise.all(
		state.posts.map(async ({ id, sent }) => {
			const post = await loadPost(db, id);
			// Only a post that went out has a part in a cap that is not to count against it.
			const facts = await readGateFacts(
				db,
				post,
				await read(post.accountId, sent ? id : null),
			);
			return decideGate(facts, state.now).mode;
		}),
	);
}

async function unexplained(state: DatabaseState): Promise<string[]> {
	const reader = state.stage.admin(state.now);
	const modes = await modesOf(state);
	const wrong = state.posts.map(async ({ id: postId }, index) => {
		const { slotAt } = await loadPost(reader.db, postId);
		const { mode } = await explainPost(reader, { postId });
		return slotAt > state.now || mode === modes[index] ? [] : [postId];
	});
	return (await Promise.all(wrong)).flat();
}

export type DatabaseWorld = HistoryWorld & {
	/** Due posts of which the screens say something else than the gate. */
	unexplained: () => Promise<string[]>;
	/** What is wrong with the calls that went out, by the rows alone. */
	wrongRows: () => Promise<string[]>;
};

/** A history that happens to the product: its own commands, on PostgreSQL. */
export async function databaseWorld(
	stage: DatabaseStage,
): Promise<DatabaseWorld> {
	const state = await newDatabaseState(stage, await stage.clear());
	const quiet = { locked: false, silent: false, on: 0 };
	for (const worker of state.workers.keys())
		await COMMANDS.environment(state, { do: "environment", worker, ...quiet });
	return {
		moveTo: async (ms) => {
			state.now = timeOf(state, ms);
			const beating = state.workers.filter(({ silent }) => !silent);
			await stage.setClock(
				state.now,
				beating.map(({ id }) => id),
			);
		},
		act: (step) => perform(COMMANDS, state, step),
		modes: () => modesOf(state),
		unexplained: () => unexplained(state),
		wrongRows: () => wrongIntents(stage.world.owner, state.accounts),
	};
}
