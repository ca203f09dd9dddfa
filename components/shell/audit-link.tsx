import Link from "next/link";

/** The event that proves an act. */
export function AuditLink({ seq }: { seq: string }) {
	return (
		<Link
			href={`/audit?row=${seq}`}
			prefetch={false}
			className="prose-link inline-flex min-h-6 items-center"
		>
			Audit event {seq}
		</Link>
	);
}
