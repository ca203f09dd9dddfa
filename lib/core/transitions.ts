/** The states that may follow each state; a state that is never left has none. */
export type Transitions<State extends string> = Readonly<
	Record<State, readonly State[]>
>;

export const canMove = <State extends string>(
	transitions: Transitions<State>,
	from: State,
	to: State,
): boolean => transitions[from].includes(to);
