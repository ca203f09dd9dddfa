import Link from "next/link";
import type { CallsStop } from "@/lib/accounts/model";
import { Sentence } from "./sentence";

/** Why nothing goes out for an account now, with the way to end it where a token does. */
export function CallsStopped({
	stop,
	zone,
}: {
	stop: CallsStop;
	zone: string;
}) {
	return (
		<>
			<Sentence text={stop.sentence} zone={zone} />.
			{stop.ofToken && (
				<>
					{" "}
					Its token is at fault:{" "}
					<Link href="/settings?tab=accounts" className="prose-link">
						connect the account anew
					</Link>
					.
				</>
			)}
		</>
	);
}
