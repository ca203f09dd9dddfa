import { StoredImage } from "@/components/ui/stored-image";

type PictureDiffProps = {
	name: string;
	/** Hashes of the media, a space between two. */
	before: string;
	after: string;
};

const hashes = (text: string): string[] =>
	text.split(" ").filter((hash) => hash !== "");

function Pictures({ of, sha256s }: { of: string; sha256s: string[] }) {
	return (
		<figure className="min-w-0 flex-1 space-y-1">
			{sha256s.map((sha256) => (
				<StoredImage
					key={sha256}
					sha256={sha256}
					alt={`The picture ${of}, ${sha256.slice(0, 8)}`}
					className="rounded-sm border"
				/>
			))}
			<figcaption className="text-xs">
				{sha256s.length === 0 ? `no picture ${of}` : of}
			</figcaption>
		</figure>
	);
}

/** Two pictures beside each other: what had been approved, and what would be sent now. */
export function PictureDiff({ name, before, after }: PictureDiffProps) {
	return (
		<div>
			<p className="font-medium text-sm">{name}</p>
			<div className="flex max-w-80 gap-3">
				<Pictures of="as approved" sha256s={hashes(before)} />
				<Pictures of="as it is now" sha256s={hashes(after)} />
			</div>
		</div>
	);
}
