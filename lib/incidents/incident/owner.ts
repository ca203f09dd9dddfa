import { ROLE_PERMISSIONS, type Role } from "@/lib/auth/permissions";
import type { PersonView } from "@/lib/people/model";

const works = (role: Role): boolean =>
	(ROLE_PERMISSIONS[role] as readonly string[]).includes("incident:manage");

/** May this person own an incident there: enabled, and in a role that works on incidents? */
export function canOwn(
	person: Pick<PersonView, "disabledAt" | "roles">,
	accountId: string | null,
): boolean {
	if (person.disabledAt !== null) return false;
	return person.roles.some(
		(grant) =>
			works(grant.role) &&
			(grant.accountId === null ||
				accountId === null ||
				grant.accountId === accountId),
	);
}
