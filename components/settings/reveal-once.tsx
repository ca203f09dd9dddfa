/** A secret that is stored nowhere: whoever closes this without copying it starts again. */
export function RevealOnce({
	label,
	secret,
}: {
	label: string;
	secret: string;
}) {
	return (
		<div className="space-y-2">
			<p className="font-medium">{label}</p>
			<p>
				<code className="block select-all break-all rounded-md border bg-sunken p-2">
					{secret}
				</code>
			</p>
			<p className="text-ink-muted">It is not shown again. Copy it now.</p>
		</div>
	);
}
