import { diffWords } from "./word-diff";

type TextDiffProps = { before: string; after: string };

/** Two versions of a text in one: what went is struck out, what came is underlined. */
export function TextDiff({ before, after }: TextDiffProps) {
	let place = 0;
	const parts = diffWords(before, after).map((part) => {
		const key = `${place} ${part.kind}`;
		place += part.text.length;
		return { ...part, key };
	});
	return (
		<p className="wrap-anywhere whitespace-pre-line">
			{parts.map(({ key, kind, text }) => {
				if (kind === "same") return <span key={key}>{text}</span>;
				if (kind === "gone")
					return (
						<del key={key} className="bg-bad-soft text-bad">
							<span className="sr-only">removed: </span>
							{text}
						</del>
					);
				return (
					<ins key={key} className="bg-ok-soft text-ok">
						<span className="sr-only">added: </span>
						{text}
					</ins>
				);
			})}
		</p>
	);
}
