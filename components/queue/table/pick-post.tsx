import type { QueueRow } from "@/lib/publishing/queue/model";

/** Which posts are selected, and how to change that. */
export type Picked = {
	ids: ReadonlySet<string>;
	toggle: (postId: string) => void;
};

type PickPostProps = { row: QueueRow; picked: Picked };

export function PickPost({ row, picked }: PickPostProps) {
	const refusals = [row.approveRefusal, row.rejectRefusal, row.holdRefusal];
	if (!refusals.includes(null)) return null;
	return (
		<label className="grid size-6 place-items-center pointer-coarse:size-11">
			<input
				type="checkbox"
				checked={picked.ids.has(row.id)}
				onChange={() => picked.toggle(row.id)}
				className="size-4 accent-accent-solid pointer-coarse:size-5"
			/>
			<span className="sr-only">Select “{row.title}”</span>
		</label>
	);
}
