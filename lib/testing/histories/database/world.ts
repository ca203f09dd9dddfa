import type { Db } from "@/lib/db/client";
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
import {
	branchOff,
	type DatabaseState,
	newDatabaseState,
	timeOf,
} from "./state";
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
async function modesOf({ posts, now }: DatabaseState, db: Db): Promise<Mode[]> {
	const modes: Mode[] = [];
	for (const { id, sent } of posts) {
		const post = await loadPost(db, id);
		const governance = await readGovernanceFacts(db, post.accountId, {
			lock: "none",
			// Only a post that went out has a part in a cap that is not to count against it.
			...(sent && { postId: id }),
		});
		const facts = await readGateFacts(db, post, governance);
		modes.push(decideGate(facts, now).mode);
	}
	return modes;
}

async function unexplained(state: DatabaseState, db: Db): Promise<string[]> {
	const reader = { ...state.stage.admin(state.now), db };
	const wrong: string[] = [];
	for (const [index, decided] of (await modesOf(state, db)).entries()) {
		const postId = state.posts[index]?.id ?? "";
		const { slotAt } = await loadPost(db, postId);
		const { mode } = await explainPost(reader, { postId });
		if (slotAt <= state.now && mode !== decided) wrong.push(postId);
	}
	return wrong;
}

export type DatabaseWorld = HistoryWorld & {
	/** The same, as it is now, for a history of its own. */
	branchOff: () => DatabaseWorld;
	/** Due posts of which the screens say something else than the gate. */
	unexplained: () => Promise<string[]>;
	/** What is wrong with the calls that went out, by the rows alone. */
	wrongRows: () => Promise<string[]>;
};

const worldOf = (state: DatabaseState): DatabaseWorld => {
	const { stage } = state;
	const { reading } = stage;
	return {
		branchOff: () => worldOf(branchOff(state)),
		moveTo: async (ms) => {
			state.now = timeOf(ms);
			const beating = state.workers.filter(({ silent }) => !silent);
			await stage.setClock(
				state.now,
				beating.map(({ id }) => id),
			);
		},
		act: async (step) => {
			const answer = await perform(COMMANDS, state, step);
			reading.begin();
			return answer;
		},
		modes: () => modesOf(state, reading.db),
		unexplained: () => unexplained(state, reading.db),
		wrongRows: () => wrongIntents(stage.db, stage.accounts),
	};
};

/** The product on PostgreSQL, through its own commands; nothing has happened yet. */
export async function databaseWorld(
	stage: DatabaseStage,
): Promise<DatabaseWorld> {
	const state = newDatabaseState(stage);
	const quiet = { locked: false, silent: false, on: 0 };
	for (const worker of state.workers.keys())
		await COMMANDS.environment(state, { do: "environment", worker, ...quiet });
	return worldOf(state);
}
