import { Fragment } from "react";

/** A gate signal's name; where it does not fit it breaks between its words. */
export function SignalName({ signal }: { signal: string }) {
	return (
		<code className="wrap-anywhere font-mono text-sm">
			{signal.split(/(?<=_)/).map((word) => (
				<Fragment key={word}>
					{word}
					<wbr />
				</Fragment>
			))}
		</code>
	);
}
