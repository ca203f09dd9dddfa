import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import {
	type Carriers,
	countOf,
	type Quarantined,
} from "@/lib/publishing/quarantine/model";

const posts = (count: number): string =>
	`${count} ${count === 1 ? "post" : "posts"}`;

/** The posts by name where the reader may see them, the others as a number. */
function CarrierList({ carriers }: { carriers: Carriers }) {
	return (
		<ul className="list-disc space-y-1 ps-5">
			{carriers.posts.map(({ postId, title, handle, permalink }) => (
				<li key={postId} className="break-words">
					“{title}” on @{handle}
					{permalink && (
						<>
							{", "}
							<a href={permalink} className="prose-link" rel="noreferrer">
								open it in Instagram
							</a>
						</>
					)}
				</li>
			))}
			{carriers.elsewhere > 0 && (
				<li>{posts(carriers.elsewhere)} on accounts that you do not see</li>
			)}
		</ul>
	);
}

type QuarantineResultProps = { done: Quarantined; onClose: () => void };

/** What the quarantine stopped, and what it could not (R3). */
export function QuarantineResult({ done, onClose }: QuarantineResultProps) {
	const { stopped, inFlight, live } = done;
	return (
		<div className="space-y-2">
			<Banner
				announce
				tone="ok"
				title={`${posts(countOf(stopped))} stopped`}
				action={
					<Button size="sm" onClick={onClose}>
						Close
					</Button>
				}
			>
				<CarrierList carriers={stopped} />
			</Banner>
			{countOf(inFlight) > 0 && (
				<Banner
					announce
					tone="warn"
					title={`${posts(countOf(inFlight))} left before and may still go out`}
				>
					<CarrierList carriers={inFlight} />
				</Banner>
			)}
			{countOf(live) > 0 && (
				<Banner
					announce
					tone="bad"
					title={`${posts(countOf(live))} with this picture ${countOf(live) === 1 ? "is" : "are"} live`}
				>
					<p>Signalbox cannot delete a post: delete it in Instagram.</p>
					<CarrierList carriers={live} />
				</Banner>
			)}
		</div>
	);
}
